// The usual calls into guests, and out of them. Source: System V ABI, AMD64 supplement, 3.2.1 to 3.2.3; ELF Handling For
// Thread-Local Storage, 4.4.6 (the initial exec model).
#include "rt/host/CallLayout.h"

// wasmc_error *wasmc_function_call(wasmc_function *function, wasmc_value *slots)
//
// A thread that runs nothing calls an instance that nobody runs, whose functions want a stack like the thread's: the call's record
// is the instance's own, always ready. Everything else is callUnusually's.
  .section .text.wasmc_function_call, "ax", @progbits
  .globl wasmc_function_call, usualLandingPoint
  .hidden hostThread, callUnusually, endUsualCall, usualLandingPoint
  .type wasmc_function_call, @function
  .p2align 6
wasmc_function_call:
  .cfi_startproc
  movq WASMC_FUNCTION_INSTANCE(%rdi), %rdx
  movq hostThread@gottpoff(%rip), %rcx
  movq WASMC_FUNCTION_STACK_SIZE(%rdi), %rax
  cmpq %fs:WASMC_THREAD_STACK_SIZE(%rcx), %rax
  jne callUnusually
  cmpq $0, %fs:WASMC_THREAD_LANDING(%rcx)
  jne callUnusually
  movl %fs:WASMC_THREAD_ID(%rcx), %r8d
  xorl %eax, %eax
  lock cmpxchgq %r8, (%rdx)               // Activity::enter
  jne callUnusually
  cmpb $0, WASMC_INSTANCE_IS_POISONED(%rdx)
  jne 2f
  .cfi_remember_state
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
  pushq %rax                              // a multiple of 16 again
  .cfi_offset rbx, -24
  .cfi_offset r12, -32
  .cfi_offset r13, -40
  .cfi_offset r14, -48
  .cfi_offset r15, -56
  movq %rsp, WASMC_INSTANCE_CALL(%rdx)    // Landing::stackPointer
  addq $WASMC_INSTANCE_CALL, %rdx
  movq %rdx, %fs:WASMC_THREAD_LANDING(%rcx)
  movq %fs:WASMC_THREAD_TOP(%rcx), %rsp
  movq WASMC_FUNCTION_INVOKE(%rdi), %rax
  movq WASMC_FUNCTION_REFERENCE(%rdi), %rdi
  callq *%rax
  movq hostThread@gottpoff(%rip), %rcx
  movq %rbp, %rsp                         // the callee has left the others as they were
  .cfi_remember_state
  popq %rbp
  .cfi_def_cfa rsp, 8
  movq %fs:WASMC_THREAD_LANDING(%rcx), %rdi
  movq $0, %fs:WASMC_THREAD_LANDING(%rcx)
  cmpb $0, %fs:WASMC_THREAD_IS_INTERRUPTED(%rcx)
  jne 1f
  movq $0, -WASMC_INSTANCE_CALL(%rdi)     // Activity::leave
  xorl %eax, %eax
  retq
1:
  movl $1, %esi
  jmp endUsualCall
usualLandingPoint:                        // only the stack pointer is known to be right
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
  movq hostThread@gottpoff(%rip), %rcx
  movq %fs:WASMC_THREAD_LANDING(%rcx), %rdi
  xorl %esi, %esi
  jmp endUsualCall
2:
  .cfi_restore_state
  movq $0, (%rdx)                         // Activity::leave
  jmp callUnusually
  .cfi_endproc
  .size wasmc_function_call, . - wasmc_function_call

// void callHost(void *data, abi::Value *slots)
//
// All registers that calls preserve are kept on the guest stack, where the searches for references look: the callback may call the
// guest again.
  .section .text.callHost, "ax", @progbits
  .globl callHost
  .hidden callHost, endWithError, endAsInterrupted
  .type callHost, @function
  .p2align 6
callHost:
  .cfi_startproc
  movb -WASMC_LEAVING_RESERVE(%rsp), %al  // the stack is exhausted here or not at all
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
  .cfi_offset rbx, -24
  .cfi_offset r12, -32
  .cfi_offset r13, -40
  .cfi_offset r14, -48
  .cfi_offset r15, -56
  movq hostThread@gottpoff(%rip), %rbx
  movq %fs:WASMC_THREAD_LANDING(%rbx), %r12
  pushq %fs:WASMC_THREAD_GUEST_TOP(%rbx)  // a multiple of 16 again
  movq WASMC_IMPORT_DEFINITION(%rdi), %rax
  movq %rsi, %rdx
  movq WASMC_IMPORT_IMPORTER(%rdi), %rsi
  movq WASMC_DEFINITION_DATA(%rax), %rdi
  movb $1, WASMC_INSTANCE_USES_HOST(%rsi)
  movb $1, WASMC_CALL_IS_IN_HOST(%r12)
  movq %rsp, %fs:WASMC_THREAD_GUEST_TOP(%rbx)
  movq (%r12), %rsp                       // Landing::stackPointer
  callq *WASMC_DEFINITION_CALLBACK(%rax)
  leaq -48(%rbp), %rsp
  popq %fs:WASMC_THREAD_GUEST_TOP(%rbx)
  testq %rax, %rax
  jne 1f
  movb $0, WASMC_CALL_IS_IN_HOST(%r12)
  cmpb $0, %fs:WASMC_THREAD_IS_INTERRUPTED(%rbx)
  jne 2f
  movq -8(%rbp), %rbx                     // the callee has left the others as they were
  movq -16(%rbp), %r12
  movq %rbp, %rsp
  .cfi_remember_state
  popq %rbp
  .cfi_def_cfa rsp, 8
  retq
1:
  .cfi_restore_state
  pushq %rax                              // a multiple of 16 again
  movq %rax, %rdi
  callq endWithError                      // does not return
2:
  movq -8(%rbp), %rbx
  movq -16(%rbp), %r12
  movq %rbp, %rsp
  popq %rbp
  .cfi_def_cfa rsp, 8
  jmp endAsInterrupted
  .cfi_endproc
  .size callHost, . - callHost

  .section .note.GNU-stack, "", @progbits
