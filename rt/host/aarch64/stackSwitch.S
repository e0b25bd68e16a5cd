// A call on another stack. Source: Procedure Call Standard for the Arm 64-bit Architecture (AAPCS64), 6.1 and 6.4.
//
// All general registers that calls preserve are kept on the stack that is left, where the searches for references look: what runs on the
// other stack may call the guest again.

// void *callOnOtherStack(void *(*run)(void *, void *, void *), void *first, void *second, void *third, uint8_t *top, uint8_t **left)
  .section .text.callOnOtherStack, "ax", %progbits
  .globl callOnOtherStack
  .hidden callOnOtherStack
  .type callOnOtherStack, %function
callOnOtherStack:
  .cfi_startproc
  stp x29, x30, [sp, #-96]!
  .cfi_def_cfa_offset 96
  .cfi_offset x29, -96
  .cfi_offset x30, -88
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  mov x29, sp
  .cfi_def_cfa_register x29
  str x29, [x5]            // a multiple of 16
  mov sp, x4
  mov x9, x0
  mov x0, x1
  mov x1, x2
  mov x2, x3
  blr x9
  mov sp, x29              // the callee has left the others as they were
  .cfi_def_cfa_register sp
  ldp x29, x30, [sp], #96
  .cfi_def_cfa_offset 0
  ret
  .cfi_endproc
  .size callOnOtherStack, . - callOnOtherStack

  .section .note.GNU-stack, "", %progbits
