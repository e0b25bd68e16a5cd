// What wasmc carries inside for the linker: the archives of all targets, and the layout of executables.
    .macro carry name, file
    .balign 16
    .globl \name\()Begin, \name\()End
    .hidden \name\()Begin, \name\()End
\name\()Begin:
    .incbin "\file"
\name\()End:
    .endm

    .section .rodata
    carry runtimeX86_64, libwasmc-rt-x86_64.a
    carry runtimeAArch64, libwasmc-rt-aarch64.a
    carry pluginX86_64, libwasmc-plugin-x86_64.a
    carry pluginAArch64, libwasmc-plugin-aarch64.a
    carry layout, Layout.ld
    .section .note.GNU-stack, "", %progbits
