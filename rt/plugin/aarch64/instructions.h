// Jumps to where entry `number` of wasmc_builtins points. x16 is for code between caller and callee (AAPCS64, 6.1.1).
    .macro jumpToBuiltin number
    adrp x16, wasmc_builtins + 8 * \number
    ldr x16, [x16, :lo12:wasmc_builtins + 8 * \number]
    br x16
    .endm

    .macro returnNumber number
    mov w0, #\number
    ret
    .endm
