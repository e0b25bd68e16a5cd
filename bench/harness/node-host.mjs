// Runs a WASI command under Node: node node-host.mjs MODULE
import {readFile} from 'node:fs/promises';
import {argv} from 'node:process';
import {WASI} from 'node:wasi';

const wasi = new WASI({version: 'preview1', args: [argv[2]]});
const {instance} = await WebAssembly.instantiate(await readFile(argv[2]), {wasi_snapshot_preview1: wasi.wasiImport});
wasi.start(instance);
