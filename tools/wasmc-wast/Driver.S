// The archives of the driver for all targets, carried inside wasmc-wast.
    .section .rodata
    .balign 16
    .globl driverX86_64Begin, driverX86_64End, driverAArch64Begin, driverAArch64End
    .hidden driverX86_64Begin, driverX86_64End, driverAArch64Begin, driverAArch64End
driverX86_64Begin:
    .incbin "libwasmc-wast-driver-x86_64.a"
driverX86_64End:
    .balign 16
driverAArch64Begin:
    .incbin "libwasmc-wast-driver-aarch64.a"
driverAArch64End:
    .section .note.GNU-stack, "", %progbits
