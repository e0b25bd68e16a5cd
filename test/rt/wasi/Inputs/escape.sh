#!/usr/bin/env bash
# escape.sh DIRECTORY COMMAND...: runs COMMAND with DIRECTORY/in granted and checks that DIRECTORY/out is what it was.
set -euo pipefail
d=$1
shift
rm -rf "$d"
mkdir -p "$d/in/sub" "$d/out/dir"
d=$(cd "$d" && pwd)
echo secret > "$d/out/secret"
echo inside > "$d/in/inside"
ln -s ../out "$d/in/outlink"
ln -s "$d/out" "$d/in/abslink"
ln -s "$d/out/secret" "$d/in/absfile"
ln -s sub/second "$d/in/chain"
ln -s ../outlink "$d/in/sub/second"
ln -s ../.. "$d/in/sub/up"
ln -s .. "$d/in/uplink"
ln -s .. "$d/in/sub/back"
ln -s ../out/secret "$d/in/filelink"
ln -s ../out/created "$d/in/dangling"
listing() { find "$d/out" "$d/in" -printf '%P %y %i %s %T@ %l\n' | sort; cat "$d/out/secret"; }
listing > "$d/before"
WASMC_OPTS="--dir '$d/in::/'" "$@"
listing | diff "$d/before" -
