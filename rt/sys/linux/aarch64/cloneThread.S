// long wasmc_clone_thread(stackTop x0, id x1, threadPointer x2, entry x3, argument x4)
// Source: clone(2): flags, stack, parent_tid, tls, child_tid.
// CLONE_VM FS FILES SIGHAND THREAD SYSVSEM SETTLS PARENT_SETTID CHILD_CLEARTID
#define THREAD_FLAGS 0x3d0f00

  .section .text.wasmc_clone_thread, "ax", %progbits
  .globl wasmc_clone_thread
  .hidden wasmc_clone_thread
  .type wasmc_clone_thread, %function
wasmc_clone_thread:
  .cfi_startproc
  stp x3, x4, [x0, #-16]!  // what the thread finds on its stack
  mov x3, x2               // tls
  mov x2, x1               // parent_tid: written before the call returns
  mov x4, x1               // child_tid: cleared at the end
  mov x1, x0
  ldr w0, =THREAD_FLAGS
  mov x8, #220             // clone
  svc #0
.Lwasmc_syscall:
  .pushsection wasmc_syscalls, "o?", %progbits, .Lwasmc_syscall
  .long 220                 // as WASMC_RECORD_SYSCALL does
  .popsection
  cbz x0, 1f
  ret
1:
  .cfi_undefined x30       // the thread's outermost frame
  mov x29, xzr
  mov x30, xzr
  ldp x9, x0, [sp], #16
  blr x9
  brk #1
  .cfi_endproc
  .size wasmc_clone_thread, . - wasmc_clone_thread

  .section .note.GNU-stack, "", %progbits
