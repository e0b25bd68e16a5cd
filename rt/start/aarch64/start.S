// Where the kernel enters an executable, and the way onto the guest's stack.
// Source: Procedure Call Standard for the Arm 64-bit Architecture (AAPCS64), 6.2 to 6.4; the initial stack is laid out by the kernel's
// fs/binfmt_elf.c as on other CPUs.

// Only relocateSelf may run before the executable is relocated, so it is called from here: no compiler can move other work before it.
  .section .text._start, "ax", %progbits
  .globl _start
  .type _start, %function
_start:
  .cfi_startproc
  .cfi_undefined x30       // the outermost frame: unwinding ends here
  mov x29, xzr
  mov x30, xzr
  mov x28, #0x10000        // abi::fixedMemoryBase: generated code relies on it, and nothing changes it; threads inherit it
  mov x19, sp              // the initial stack: argc, argv, envp, auxv; a multiple of 16
  bl relocateSelf
  mov x0, x19
  bl startProgram
  brk #1
  .cfi_endproc
  .size _start, . - _start

// void callOnStack(void (*function)(), uint8_t *top)
  .section .text.callOnStack, "ax", %progbits
  .globl callOnStack
  .hidden callOnStack
  .type callOnStack, %function
callOnStack:
  .cfi_startproc
  .cfi_undefined x30       // the guest's outermost frame
  stp x29, x30, [sp, #-16]!
  mov x29, sp
  mov sp, x1               // a multiple of 16, as the CPU requires
  blr x0
  mov sp, x29
  ldp x29, x30, [sp], #16
  ret
  .cfi_endproc
  .size callOnStack, . - callOnStack

  .section .note.GNU-stack, "", %progbits
