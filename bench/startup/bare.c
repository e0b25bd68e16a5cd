// hello without a C library, statically linked: two system calls, as little as a process can do.
__attribute__((used)) static const char text[] = "hello, world\n";

#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n  mov $1, %eax\n  mov $1, %edi\n  lea text(%rip), %rsi\n  mov $13, %edx\n  syscall\n"
        "  mov $60, %eax\n  xor %edi, %edi\n  syscall\n");
#elif defined(__aarch64__)
__asm__(".globl _start\n_start:\n  mov x8, #64\n  mov x0, #1\n  adr x1, text\n  mov x2, #13\n  svc #0\n"
        "  mov x8, #93\n  mov x0, #0\n  svc #0\n");
#endif
