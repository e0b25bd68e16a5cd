// A call on another stack. Source: System V ABI, AMD64 supplement, 3.2.1 and 3.2.2.
//
// All registers that calls preserve are kept on the stack that is left, where the searches for references look: what runs on the other stack
// may call the guest again.

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
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  pushq %r15               // a multiple of 16 again
  .cfi_offset rbx, -24
  .cfi_offset r12, -32
  .cfi_offset r13, -40
  .cfi_offset r14, -48
  .cfi_offset r15, -56
  movq %rsp, (%r9)
  movq %r8, %rsp
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  movq %rcx, %rdx
  call *%rax
  movq %rbp, %rsp          // the callee has left the others as they were
  popq %rbp
  .cfi_def_cfa rsp, 8
  ret
  .cfi_endproc
  .size callOnOtherStack, . - callOnOtherStack

  .section .note.GNU-stack, "", @progbits
