// Where the kernel enters an executable, and the way onto the guest's stack.
// Source: System V ABI, AMD64 supplement, 3.4 "Process Initialization" and 3.2 "Function Calling Sequence".

// Only relocateSelf may run before the executable is relocated, so it is called from here: no compiler can move other work before it.
  .section .text._start, "ax", @progbits
  .globl _start
  .type _start, @function
_start:
  .cfi_startproc
  .cfi_undefined rip       // the outermost frame: unwinding ends here
  xorl %ebp, %ebp
  movq %rsp, %rbx          // the initial stack: argc, argv, envp, auxv
  andq $-16, %rsp
  call relocateSelf
  movq %rbx, %rdi
  call startProgram
  ud2
  .cfi_endproc
  .size _start, . - _start

// void callOnStack(void (*function)(), uint8_t *top)
  .section .text.callOnStack, "ax", @progbits
  .globl callOnStack
  .hidden callOnStack
  .type callOnStack, @function
callOnStack:
  .cfi_startproc
  .cfi_undefined rip       // the guest's outermost frame
  pushq %rbp
  movq %rsp, %rbp
  movq %rsi, %rsp          // a multiple of 16, as a call requires
  call *%rdi
  movq %rbp, %rsp
  popq %rbp
  ret
  .cfi_endproc
  .size callOnStack, . - callOnStack

  .section .note.GNU-stack, "", @progbits
