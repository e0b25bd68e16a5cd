// Calls that a trap may end early. Source: Procedure Call Standard for the Arm 64-bit Architecture (AAPCS64), 6.1 (registers that a
// callee preserves).

// bool enterWithLanding(void *run, void *first, void *second, uint8_t *top, Landing *landing)
  .section .text.enterWithLanding, "ax", %progbits
  .globl enterWithLanding, landingPoint, resumeAtLanding
  .hidden enterWithLanding, landingPoint, resumeAtLanding
  .type enterWithLanding, %function
enterWithLanding:
  .cfi_startproc
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
  mov x9, sp
  str x9, [x4]             // Landing::stackPointer
  mov x9, x0
  mov x0, x1
  mov x1, x2
  cbz x3, 1f
  mov sp, x3
1:
  blr x9
  mov sp, x29              // the callee has left the others as they were
  .cfi_remember_state
  mov w0, #1
  ldp x29, x30, [sp], #160
  .cfi_def_cfa sp, 0
  .cfi_restore x29
  .cfi_restore x30
  ret
landingPoint:              // only the stack pointer is known to be right
  .cfi_restore_state
  .cfi_def_cfa sp, 160
  mov w0, #0
  ldp x19, x20, [sp, #16]
  ldp x21, x22, [sp, #32]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #64]
  ldp x27, x28, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  ldp x29, x30, [sp], #160
  ret
  .cfi_endproc
  .size enterWithLanding, . - enterWithLanding

// [[noreturn]] void resumeAtLanding(const Landing *landing)
  .type resumeAtLanding, %function
resumeAtLanding:
  .cfi_startproc
  ldp x9, x10, [x0]        // Landing::stackPointer, point
  mov sp, x9
  .cfi_def_cfa_offset 160  // as at every landing
  .cfi_offset x29, -160
  .cfi_offset x30, -152
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
  br x10
  .cfi_endproc
  .size resumeAtLanding, . - resumeAtLanding

  .section .note.GNU-stack, "", %progbits
