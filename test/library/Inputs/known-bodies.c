/* Functions that end with a C library's memcpy, memmove or memset, whose bodies wasmc knows. */
#include <string.h>

char bytes[1000] = {1};

__attribute__((export_name("copy_to"))) void copyTo(char *to, unsigned count) { memcpy(to, bytes, count); }
__attribute__((export_name("copy_from"))) void copyFrom(const char *from, unsigned count) { memcpy(bytes, from, count); }
__attribute__((export_name("move_to"))) void moveTo(char *to, unsigned count) { memmove(to, bytes, count); }
__attribute__((export_name("move_from"))) void moveFrom(const char *from, unsigned count) { memmove(bytes, from, count); }
__attribute__((export_name("fill"))) void fill(char *to, unsigned count) { memset(to, 7, count); }
