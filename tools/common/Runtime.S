// The runtime archives of all targets, carried inside wasmc.
    .section .rodata
    .balign 16
    .globl runtimeX86_64Begin, runtimeX86_64End, runtimeAArch64Begin, runtimeAArch64End
    .hidden runtimeX86_64Begin, runtimeX86_64End, runtimeAArch64Begin, runtimeAArch64End
runtimeX86_64Begin:
    .incbin "libwasmc-rt-x86_64.a"
runtimeX86_64End:
    .balign 16
runtimeAArch64Begin:
    .incbin "libwasmc-rt-aarch64.a"
runtimeAArch64End:
    .section .note.GNU-stack, "", %progbits
