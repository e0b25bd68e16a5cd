/* Under qemu-user address space costs time, the process is larger than the program, and in the child of a fork threads hang or end it. */
#ifdef EMULATED
enum { isEmulated = 1 };
#else
enum { isEmulated = 0 };
#endif
