// The usual calls into guests, and out of them. Source: System V ABI, AMD64 supplement, 3.2.1 to 3.2.3; ELF Handling For
// Thread-Local Storage, 4.4.6 (the initial exec model).
#include "rt/host/CallLayout.h"

// Keeps what a trap must give back.
  .macro keepRegisters
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
  .endm

// From here on the registers hold what they held.
  .macro registersAreBack
  .irp register, rbx, rbp, r12, r13, r14, r15
  .cfi_restore \register
  .endr
  .endm

// Enters the instance in r10: its record becomes the thread's landing, and the stack is the guest's. If it can't: to `busy`, or
// with the instance to be left again to `unusual`. Overwrites rax, r10, r11 and r13.
  .macro enterInstance busy, unusual
  movq hostThread@gottpoff(%rip), %r11
  movl %fs:WASMC_THREAD_ID(%r11), %r13d
  xorl %eax, %eax
  lock cmpxchgq %r13, (%r10)              // Activity::enter
  jne \busy
  movq WASMC_INSTANCE_STACK_SIZE(%r10), %rax
  cmpq %fs:WASMC_THREAD_STACK_SIZE(%r11), %rax
  jne \unusual
  leaq -8(%rsp), %rax                     // a multiple of 16
  movq %rax, WASMC_INSTANCE_CALL(%r10)    // Landing::stackPointer
  addq $WASMC_INSTANCE_CALL, %r10
  movq %r10, %fs:WASMC_THREAD_LANDING(%r11)
  movq %fs:WASMC_THREAD_TOP(%r11), %rsp
  .endm

// Back on the thread's own stack, and to the caller with no error in rdx, unless somebody wants to end the call. Keeps rax and
// xmm0.
  .macro leaveInstance
  movq hostThread@gottpoff(%rip), %rcx
  movq -24(%rbp), %r13                    // the callee has left the others as they were
  movq %rbp, %rsp
  .cfi_remember_state
  popq %rbp
  .cfi_def_cfa rsp, 8
  xorl %edx, %edx
  movq %fs:WASMC_THREAD_LANDING(%rcx), %rdi
  movq %rdx, %fs:WASMC_THREAD_LANDING(%rcx)
  cmpb %dl, %fs:WASMC_THREAD_IS_INTERRUPTED(%rcx)
  jne endReturnedCall
  movq %rdx, -WASMC_INSTANCE_CALL(%rdi)   // Activity::leave
  retq
  .cfi_restore_state
  .endm

// Nothing has begun: registers and stack are the caller's again, but those that enterInstance overwrites.
  .macro undo
  movq -24(%rbp), %r13
  movq %rbp, %rsp
  popq %rbp
  .cfi_def_cfa rsp, 8
  registersAreBack
  .endm

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
  keepRegisters
  movq WASMC_FUNCTION_USUAL(%rdi), %r10
  enterInstance 3f, 2f
  movq WASMC_FUNCTION_INVOKE(%rdi), %rax
  movq WASMC_FUNCTION_REFERENCE(%rdi), %rdi
  callq *%rax
  xorl %eax, %eax
  leaveInstance
usualLandingPoint:                        // only the stack pointer is known to be right
  .cfi_remember_state
  .cfi_def_cfa rsp, 64
  cld
  movq 8(%rsp), %r15
  movq 16(%rsp), %r14
  movq 24(%rsp), %r13
  movq 32(%rsp), %r12
  movq 40(%rsp), %rbx
  movq 48(%rsp), %rbp
  addq $48, %rsp                          // a multiple of 16
  .cfi_def_cfa rsp, 16
  registersAreBack
  movq hostThread@gottpoff(%rip), %rcx
  movq %fs:WASMC_THREAD_LANDING(%rcx), %rdi
  xorl %esi, %esi
  callq endUsualCall
  movq %rax, %rdx                         // the error, wherever the caller looks for it
  addq $8, %rsp
  .cfi_def_cfa rsp, 8
  retq
  .cfi_restore_state
2:
  movq $0, (%r10)                         // Activity::leave
3:
  undo
  jmp callUnusually
  .cfi_endproc
  .size wasmc_function_call, . - wasmc_function_call

// The call with the record in rdi has returned, with rax, rdx and xmm0, but somebody wants to end it.
  .section .text.endReturnedCall, "ax", @progbits
  .type endReturnedCall, @function
endReturnedCall:
  .cfi_startproc
  subq $24, %rsp
  .cfi_def_cfa_offset 32
  movq %rax, (%rsp)
  movq %rdx, 8(%rsp)
  movq %xmm0, 16(%rsp)
  movl $1, %esi
  callq endUsualCall
  movq (%rsp), %rax
  movq 8(%rsp), %rdx
  movq 16(%rsp), %xmm0
  addq $24, %rsp
  .cfi_def_cfa_offset 8
  retq
  .cfi_endproc
  .size endReturnedCall, . - endReturnedCall

// wasmc_i32_result wasmc_function_call_i32(wasmc_function *function, ...), and so on: WASMC_TYPED_CALL.
//
// The same where the function's values are all in registers, and stay there: up to five integers and eight floating-point numbers.
// Integers are returned in rax with the error in rdx, floating-point numbers in xmm0 with the error in rax.
  .macro callInRegisters class, results:vararg
  .section .text.callInRegisters\class, "ax", @progbits
  .irp each, \results
  .globl wasmc_function_call_\each
  .type wasmc_function_call_\each, @function
  .endr
  .p2align 6
  .irp each, \results
wasmc_function_call_\each:
  .endr
  .cfi_startproc
  keepRegisters
  movq WASMC_FUNCTION_USUAL_IN_REGISTERS(%rdi), %r10
  enterInstance 3f, 2f
  movq WASMC_FUNCTION_CALLEE(%rdi), %r13
  movq WASMC_FUNCTION_CODE(%rdi), %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  movq %rcx, %rdx
  movq %r8, %rcx
  movq %r9, %r8
  callq *%rax
  .if \class != WASMC_RESULT_INTEGER
  xorl %eax, %eax
  .endif
  leaveInstance
2:
  movq $0, (%r10)                         // Activity::leave
3:
  undo
  movl $\class, %eax
  .if \class == WASMC_RESULT_INTEGER
  jmp callWithArray
  .else
  subq $8, %rsp
  .cfi_def_cfa_offset 16
  callq callWithArray
  movq %rdx, %rax
  addq $8, %rsp
  .cfi_def_cfa_offset 8
  retq
  .endif
  .cfi_endproc
  .irp each, \results
  .size wasmc_function_call_\each, . - wasmc_function_call_\each
  .endr
  .endm

  callInRegisters WASMC_RESULT_NONE, none
  callInRegisters WASMC_RESULT_INTEGER, i32, i64
  callInRegisters WASMC_RESULT_FLOAT, f32, f64

// A call that is not a usual one, with a result of the class in eax: its bits are returned in rax and xmm0, the error in rdx.
  .section .text.callWithArray, "ax", @progbits
  .hidden callUnusuallyInRegisters
  .type callWithArray, @function
callWithArray:
  .cfi_startproc
  subq $104, %rsp
  .cfi_def_cfa_offset 112
  movq %rsi, (%rsp)
  movq %rdx, 8(%rsp)
  movq %rcx, 16(%rsp)
  movq %r8, 24(%rsp)
  movq %r9, 32(%rsp)
  movq %xmm0, 40(%rsp)
  movq %xmm1, 48(%rsp)
  movq %xmm2, 56(%rsp)
  movq %xmm3, 64(%rsp)
  movq %xmm4, 72(%rsp)
  movq %xmm5, 80(%rsp)
  movq %xmm6, 88(%rsp)
  movq %xmm7, 96(%rsp)
  movl %eax, %esi
  movq %rsp, %rdx
  callq callUnusuallyInRegisters
  movq %rax, %xmm0
  addq $104, %rsp
  .cfi_def_cfa_offset 8
  retq
  .cfi_endproc
  .size callWithArray, . - callWithArray

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
  pushq %fs:WASMC_THREAD_GUEST_TOP(%rbx)
  pushq %fs:WASMC_THREAD_STACK_SIZE(%rbx)
  leaq -8(%rsp), %rsp                     // a multiple of 16 again
  movq WASMC_IMPORT_DEFINITION(%rdi), %rax
  movq %rsi, %rdx
  movq WASMC_IMPORT_IMPORTER(%rdi), %rsi
  movq WASMC_DEFINITION_DATA(%rax), %rdi
  movb $1, WASMC_INSTANCE_USES_HOST(%rsi)
  movb $1, WASMC_CALL_IS_IN_HOST(%r12)
  movq %rsp, %fs:WASMC_THREAD_GUEST_TOP(%rbx)
  movq $0, %fs:WASMC_THREAD_STACK_SIZE(%rbx)  // no call is a usual one now
  movq (%r12), %rsp                       // Landing::stackPointer
  callq *WASMC_DEFINITION_CALLBACK(%rax)
  leaq -56(%rbp), %rsp
  popq %fs:WASMC_THREAD_STACK_SIZE(%rbx)
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
