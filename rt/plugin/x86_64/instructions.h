// Jumps to where entry `number` of wasmc_builtins points.
    .macro jumpToBuiltin number
    jmp *wasmc_builtins + 8 * \number(%rip)
    .endm

    .macro returnNumber number
    movl $\number, %eax
    retq
    .endm
