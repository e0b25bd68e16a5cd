// A call on another stack. Source: System V ABI, AMD64 supplement, 3.2.1 and 3.2.2.

// void *callOnOtherStack(void *(*run)(void *, void *, void *), void *first, void *second, void *third, uint8_t *top, uint8_t **left)
  .section .text.callOnOtherStack, "ax", @progbits
  .globl callOnOtherStack
  .hidden callOnOtherStack
  .type callOnOtherStack, @function
callOnOtherStack:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register rbp
  movq %rsp, (%r9)         // a multiple of 16
  movq %r8, %rsp
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  movq %rcx, %rdx
  call *%rax
  movq %rbp, %rsp
  popq %rbp
  .cfi_def_cfa rsp, 8
  ret
  .cfi_endproc
  .size callOnOtherStack, . - callOnOtherStack

  .section .note.GNU-stack, "", @progbits
