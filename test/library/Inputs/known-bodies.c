/* Functions that end with a C library's memcpy, memmove or memset, whose bodies wasmc knows. ONLY: the one that there is; a library's
   function that has one caller becomes a part of it. */
#include <string.h>

#define HAS(number) (!defined(ONLY) || ONLY == number)

char bytes[1000] = {1};

#if HAS(0)
__attribute__((export_name("copy_to"))) void copyTo(char *to, unsigned count) { memcpy(to, bytes, count); }
#endif
#if HAS(1)
__attribute__((export_name("copy_from"))) void copyFrom(const char *from, unsigned count) { memcpy(bytes, from, count); }
#endif
#if HAS(2)
__attribute__((export_name("move_to"))) void moveTo(char *to, unsigned count) { memmove(to, bytes, count); }
#endif
#if HAS(3)
__attribute__((export_name("move_from"))) void moveFrom(const char *from, unsigned count) { memmove(bytes, from, count); }
#endif
#if HAS(4)
__attribute__((export_name("fill"))) void fill(char *to, unsigned count) { memset(to, 7, count); }
#endif

/* What is read nobody looks at. */
#if HAS(5)
__attribute__((export_name("copy_twice"))) void copyTwice(const char *from, unsigned count) {
  memcpy(bytes, from, count);
  __asm__ volatile("" ::: "memory"); /* clang would see it, too */
  memset(bytes, 0, count);
}
#endif
