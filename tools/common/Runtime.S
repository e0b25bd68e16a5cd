// What wasmc carries inside for the linker: the runtime archives of all targets, and the layout of executables.
    .section .rodata
    .balign 16
    .globl runtimeX86_64Begin, runtimeX86_64End, runtimeAArch64Begin, runtimeAArch64End, layoutBegin, layoutEnd
    .hidden runtimeX86_64Begin, runtimeX86_64End, runtimeAArch64Begin, runtimeAArch64End, layoutBegin, layoutEnd
runtimeX86_64Begin:
    .incbin "libwasmc-rt-x86_64.a"
runtimeX86_64End:
    .balign 16
runtimeAArch64Begin:
    .incbin "libwasmc-rt-aarch64.a"
runtimeAArch64End:
layoutBegin:
    .incbin "Layout.ld"
layoutEnd:
    .section .note.GNU-stack, "", %progbits
