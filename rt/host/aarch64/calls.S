// The usual calls into guests, and out of them. Source: Procedure Call Standard for the Arm 64-bit Architecture (AAPCS64), 6.1
// and 6.4; ELF for the Arm 64-bit Architecture, 6.7 (thread-local storage, the initial exec model).
#include "rt/host/CallLayout.h"

// To a register: where the thread's HostThread is.
  .macro thread register, scratch
  adrp \register, :gottprel:hostThread
  ldr \register, [\register, :gottprel_lo12:hostThread]
  mrs \scratch, tpidr_el0
  add \register, \register, \scratch
  .endm

// Keeps what a trap must give back.
  .macro keepRegisters
  stp x29, x30, [sp, #-160]!
  .cfi_def_cfa_offset 160
  .cfi_offset x29, -160
  .cfi_offset x30, -152
  mov x29, sp
  .cfi_def_cfa_register x29
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  .cfi_offset x19, -144
  .cfi_offset x20, -136
  .cfi_offset x21, -128
  .cfi_offset x22, -120
  .cfi_offset x23, -112
  .cfi_offset x24, -104
  .cfi_offset x25, -96
  .cfi_offset x26, -88
  .cfi_offset x27, -80
  .cfi_offset x28, -72
  .endm

// From here on the registers hold what they held.
  .macro registersAreBack
  .irp register, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, x30
  .cfi_restore \register
  .endr
  .endm

// Enters the instance in x10: its record becomes the thread's landing, and the stack is the guest's. If it can't: to `busy`, or
// with the instance to be left again to `unusual`. Overwrites x9 to x13.
  .macro enterInstance busy, unusual
  thread x11, x12
  ldr w9, [x11, #WASMC_THREAD_ID]
1:
  ldaxr x12, [x10]         // Activity::enter
  cbnz x12, \busy
  stxr w13, x9, [x10]
  cbnz w13, 1b
  ldr x9, [x10, #WASMC_INSTANCE_STACK_SIZE]
  ldr x12, [x11, #WASMC_THREAD_STACK_SIZE]
  cmp x9, x12
  b.ne \unusual
  mov x9, sp
  str x9, [x10, #WASMC_INSTANCE_CALL]!  // Landing::stackPointer
  str x10, [x11, #WASMC_THREAD_LANDING]
  ldr x9, [x11, #WASMC_THREAD_TOP]
  mov sp, x9
  .endm

// Back on the thread's own stack, and to the caller with no error in x1, unless somebody wants to end the call. Keeps x0.
  .macro leaveInstance
  mov sp, x29              // the callee has left the others as they were
  .cfi_remember_state
  ldp x29, x30, [sp], #160
  .cfi_def_cfa sp, 0
  registersAreBack
  mov x1, xzr
  thread x3, x4
  ldr x2, [x3, #WASMC_THREAD_LANDING]
  str xzr, [x3, #WASMC_THREAD_LANDING]
  ldrb w4, [x3, #WASMC_THREAD_IS_INTERRUPTED]
  cbnz w4, 1f
  sub x9, x2, #WASMC_INSTANCE_CALL
  stlr xzr, [x9]           // Activity::leave
  ret
1:
  b endReturnedCall
  .cfi_restore_state
  .endm

// Nothing has begun: all registers that matter are the caller's again.
  .macro undo
  ldp x29, x30, [sp], #160
  .cfi_def_cfa sp, 0
  registersAreBack
  .endm

// wasmc_error *wasmc_function_call(wasmc_function *function, wasmc_value *slots)
//
// A thread that runs nothing calls an instance that nobody runs, whose functions want a stack like the thread's: the call's record
// is the instance's own, always ready. Everything else is callUnusually's.
  .section .text.wasmc_function_call, "ax", %progbits
  .globl wasmc_function_call, usualLandingPoint
  .hidden hostThread, callUnusually, endUsualCall, usualLandingPoint
  .type wasmc_function_call, %function
  .p2align 6
wasmc_function_call:
  .cfi_startproc
  .cfi_remember_state
  keepRegisters
  ldr x10, [x0, #WASMC_FUNCTION_USUAL]
  enterInstance 3f, 2f
  ldr x9, [x0, #WASMC_FUNCTION_INVOKE]
  ldr x0, [x0, #WASMC_FUNCTION_REFERENCE]
  blr x9
  mov x0, xzr
  leaveInstance
2:
  stlr xzr, [x10]          // Activity::leave
  b 4f
3:
  clrex
4:
  .cfi_remember_state
  undo
  b callUnusually
usualLandingPoint:         // only the stack pointer is known to be right
  .cfi_restore_state
  .cfi_def_cfa sp, 160
  ldp x19, x20, [sp, #16]
  ldp x21, x22, [sp, #32]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #64]
  ldp x27, x28, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  mov x29, sp
  thread x3, x4
  ldr x0, [x3, #WASMC_THREAD_LANDING]
  mov w1, wzr
  bl endUsualCall
  mov x1, x0               // the error, wherever the caller looks for it
  ldp x29, x30, [sp], #160
  .cfi_restore_state       // as before anything was kept
  ret
  .cfi_endproc
  .size wasmc_function_call, . - wasmc_function_call

// The call with the record in x2 has returned, with x0 and x1, but somebody wants to end it.
  .section .text.endReturnedCall, "ax", %progbits
  .type endReturnedCall, %function
endReturnedCall:
  .cfi_startproc
  stp x29, x30, [sp, #-32]!
  .cfi_def_cfa_offset 32
  .cfi_offset x29, -32
  .cfi_offset x30, -24
  mov x29, sp
  stp x0, x1, [sp, #16]
  mov x0, x2
  mov w1, #1
  bl endUsualCall
  ldp x0, x1, [sp, #16]
  ldp x29, x30, [sp], #32
  .cfi_def_cfa_offset 0
  .cfi_restore x29
  .cfi_restore x30
  ret
  .cfi_endproc
  .size endReturnedCall, . - endReturnedCall

// wasmc_i32_result wasmc_function_call_i32(wasmc_function *function, ...), and so on: WASMC_TYPED_CALL.
//
// The same where the function's values are all in registers, and stay there: up to five integers and eight floating-point numbers.
// Results are returned in x0, of whatever class they are, with the error in x1; an error alone in x0.
  .macro callInRegisters class, results:vararg
  .section .text.callInRegisters\class, "ax", %progbits
  .irp each, \results
  .globl wasmc_function_call_\each
  .type wasmc_function_call_\each, %function
  .endr
  .p2align 6
  .irp each, \results
wasmc_function_call_\each:
  .endr
  .cfi_startproc
  keepRegisters
  ldr x10, [x0, #WASMC_FUNCTION_USUAL_IN_REGISTERS]
  enterInstance 3f, 2f
  ldr x9, [x0, #WASMC_FUNCTION_CODE]
  ldr x0, [x0, #WASMC_FUNCTION_CALLEE]
  blr x9
  .if \class == WASMC_RESULT_NONE
  mov x0, xzr
  .elseif \class == WASMC_RESULT_FLOAT
  fmov x0, d0
  .endif
  leaveInstance
2:
  stlr xzr, [x10]          // Activity::leave
  b 4f
3:
  clrex
4:
  undo
  mov w9, #\class
  .if \class == WASMC_RESULT_NONE
  stp x29, x30, [sp, #-16]!
  .cfi_def_cfa_offset 16
  .cfi_offset x29, -16
  .cfi_offset x30, -8
  mov x29, sp
  bl callWithArray
  mov x0, x1
  ldp x29, x30, [sp], #16
  .cfi_def_cfa_offset 0
  .cfi_restore x29
  .cfi_restore x30
  ret
  .else
  b callWithArray
  .endif
  .cfi_endproc
  .irp each, \results
  .size wasmc_function_call_\each, . - wasmc_function_call_\each
  .endr
  .endm

  callInRegisters WASMC_RESULT_NONE, none
  callInRegisters WASMC_RESULT_INTEGER, i32, i64
  callInRegisters WASMC_RESULT_FLOAT, f32, f64

// A call that is not a usual one, with a result of the class in w9: its bits are returned in x0, the error in x1.
  .section .text.callWithArray, "ax", %progbits
  .hidden callUnusuallyInRegisters
  .type callWithArray, %function
callWithArray:
  .cfi_startproc
  stp x29, x30, [sp, #-128]!
  .cfi_def_cfa_offset 128
  .cfi_offset x29, -128
  .cfi_offset x30, -120
  mov x29, sp
  stp x1, x2, [sp, #16]
  stp x3, x4, [sp, #32]
  str x5, [sp, #48]
  stp d0, d1, [sp, #56]
  stp d2, d3, [sp, #72]
  stp d4, d5, [sp, #88]
  stp d6, d7, [sp, #104]
  mov w1, w9
  add x2, sp, #16
  bl callUnusuallyInRegisters
  ldp x29, x30, [sp], #128
  .cfi_def_cfa_offset 0
  .cfi_restore x29
  .cfi_restore x30
  ret
  .cfi_endproc
  .size callWithArray, . - callWithArray

// void callHost(void *data, abi::Value *slots)
//
// All general registers that calls preserve are kept on the guest stack, where the searches for references look: the callback may
// call the guest again.
  .section .text.callHost, "ax", %progbits
  .globl callHost
  .hidden callHost, endWithError, endAsInterrupted
  .type callHost, %function
  .p2align 6
callHost:
  .cfi_startproc
  sub x9, sp, #WASMC_LEAVING_RESERVE
  ldrb w9, [x9]            // the stack is exhausted here or not at all
  stp x29, x30, [sp, #-112]!
  .cfi_def_cfa_offset 112
  .cfi_offset x29, -112
  .cfi_offset x30, -104
  mov x29, sp
  .cfi_def_cfa_register x29
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  .cfi_offset x19, -96
  .cfi_offset x20, -88
  .cfi_offset x21, -80
  .cfi_offset x22, -72
  .cfi_offset x23, -64
  .cfi_offset x24, -56
  .cfi_offset x25, -48
  .cfi_offset x26, -40
  .cfi_offset x27, -32
  .cfi_offset x28, -24
  thread x19, x9
  ldr x20, [x19, #WASMC_THREAD_LANDING]
  ldr x9, [x19, #WASMC_THREAD_GUEST_TOP]
  ldr x10, [x19, #WASMC_THREAD_STACK_SIZE]
  stp x9, x10, [sp, #96]
  str xzr, [x19, #WASMC_THREAD_STACK_SIZE]  // no call is a usual one now
  ldr x9, [x0, #WASMC_IMPORT_DEFINITION]
  mov x2, x1
  ldr x1, [x0, #WASMC_IMPORT_IMPORTER]
  ldr x0, [x9, #WASMC_DEFINITION_DATA]
  ldr x9, [x9, #WASMC_DEFINITION_CALLBACK]
  mov w10, #1
  strb w10, [x1, #WASMC_INSTANCE_USES_HOST]
  strb w10, [x20, #WASMC_CALL_IS_IN_HOST]
  mov x10, sp
  str x10, [x19, #WASMC_THREAD_GUEST_TOP]
  ldr x10, [x20]           // Landing::stackPointer
  mov sp, x10
  blr x9
  mov sp, x29
  ldp x9, x10, [sp, #96]
  str x9, [x19, #WASMC_THREAD_GUEST_TOP]
  str x10, [x19, #WASMC_THREAD_STACK_SIZE]
  cbnz x0, 1f
  strb wzr, [x20, #WASMC_CALL_IS_IN_HOST]
  ldrb w9, [x19, #WASMC_THREAD_IS_INTERRUPTED]
  ldp x19, x20, [sp, #16]  // the callee has left the others as they were
  .cfi_remember_state
  ldp x29, x30, [sp], #112
  .cfi_def_cfa sp, 0
  .cfi_restore x19
  .cfi_restore x20
  .cfi_restore x29
  .cfi_restore x30
  cbnz w9, 2f
  ret
2:
  b endAsInterrupted
1:
  .cfi_restore_state
  bl endWithError          // does not return
  .cfi_endproc
  .size callHost, . - callHost

  .section .note.GNU-stack, "", %progbits
