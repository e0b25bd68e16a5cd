// Calls that a trap may end early. Source: System V ABI, AMD64 supplement, 3.2.1 (registers that a callee preserves) and 3.2.2.

// bool enterWithLanding(void *run, void *first, void *second, uint8_t *top, Landing *landing)
  .section .text.enterWithLanding, "ax", @progbits
  .globl enterWithLanding, landingPoint, resumeAtLanding
  .hidden enterWithLanding, landingPoint, resumeAtLanding
  .type enterWithLanding, @function
enterWithLanding:
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
  subq $8, %rsp            // a multiple of 16 again
  .cfi_offset rbx, -24
  .cfi_offset r12, -32
  .cfi_offset r13, -40
  .cfi_offset r14, -48
  .cfi_offset r15, -56
  movq %rsp, (%r8)         // Landing::stackPointer
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  testq %rcx, %rcx
  cmovneq %rcx, %rsp
  call *%rax
  movq %rbp, %rsp          // the callee has left the others as they were: reading them would only make calls wait for each other
  .cfi_remember_state
  popq %rbp
  .cfi_def_cfa rsp, 8
  movl $1, %eax
  ret
landingPoint:              // only the stack pointer is known to be right
  .cfi_restore_state
  .cfi_def_cfa rsp, 64
  cld
  movq 8(%rsp), %r15
  movq 16(%rsp), %r14
  movq 24(%rsp), %r13
  movq 32(%rsp), %r12
  movq 40(%rsp), %rbx
  movq 48(%rsp), %rbp
  addq $56, %rsp
  .cfi_def_cfa rsp, 8
  xorl %eax, %eax
  ret
  .cfi_endproc
  .size enterWithLanding, . - enterWithLanding

// [[noreturn]] void resumeAtLanding(const Landing *landing)
  .type resumeAtLanding, @function
resumeAtLanding:
  .cfi_startproc
  movq (%rdi), %rsp        // Landing::stackPointer
  .cfi_def_cfa_offset 64   // as at every landing
  .cfi_offset rbp, -16
  .cfi_offset rbx, -24
  .cfi_offset r12, -32
  .cfi_offset r13, -40
  .cfi_offset r14, -48
  .cfi_offset r15, -56
  jmpq *8(%rdi)            // Landing::point
  .cfi_endproc
  .size resumeAtLanding, . - resumeAtLanding

  .section .note.GNU-stack, "", @progbits
