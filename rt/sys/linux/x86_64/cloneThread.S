// long wasmc_clone_thread(stackTop rdi, id rsi, threadPointer rdx, entry rcx, argument r8)
// Source: clone(2): flags, stack, parent_tid, child_tid, tls.
// CLONE_VM FS FILES SIGHAND THREAD SYSVSEM SETTLS PARENT_SETTID CHILD_CLEARTID
#define THREAD_FLAGS 0x3d0f00

  .section .text.wasmc_clone_thread, "ax", @progbits
  .globl wasmc_clone_thread
  .hidden wasmc_clone_thread
  .type wasmc_clone_thread, @function
wasmc_clone_thread:
  .cfi_startproc
  leaq -16(%rdi), %rdi
  movq %rcx, (%rdi)        // what the thread finds on its stack
  movq %r8, 8(%rdi)
  movq %rsi, %r10          // child_tid: cleared at the end
  movq %rdx, %r8           // tls
  movq %rsi, %rdx          // parent_tid: written before the call returns
  movq %rdi, %rsi
  movl $THREAD_FLAGS, %edi
  movl $56, %eax           // clone
  syscall
.Lwasmc_syscall:
  .pushsection wasmc_syscalls, "o?", @progbits, .Lwasmc_syscall
  .long 56                 // as WASMC_RECORD_SYSCALL does
  .popsection
  testq %rax, %rax
  jz 1f
  ret
1:
  .cfi_undefined rip       // the thread's outermost frame
  xorl %ebp, %ebp
  popq %rax
  popq %rdi
  call *%rax
  ud2
  .cfi_endproc
  .size wasmc_clone_thread, . - wasmc_clone_thread

  .section .note.GNU-stack, "", @progbits
