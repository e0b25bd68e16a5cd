// Text goes in and out through memory that the guest itself gives away: the host asks `alloc` for room, writes, calls, reads, and frees.
#define EXPORT(name) __attribute__((export_name(#name)))

extern unsigned char __heap_base;
static unsigned top;

// From the end of the guest's data on; freed all at once.
EXPORT(alloc) void *alloc(unsigned size) {
  if (!top)
    top = (unsigned)&__heap_base;
  unsigned begin = (top + 15) & ~15u, end = begin + size;
  if (end < begin)
    return 0;
  unsigned pages = (unsigned)__builtin_wasm_memory_size(0), needed = (unsigned)(((unsigned long long)end + 65535) >> 16);
  if (needed > pages && __builtin_wasm_memory_grow(0, needed - pages) == -1ul)
    return 0;
  top = end;
  return (void *)begin;
}

EXPORT(free_all) void freeAll(void) { top = 0; }

struct text {
  const char *bytes;
  unsigned length;
};

// Each word with a capital letter. The answer's address is that of a pointer and a length.
EXPORT(capitalize) struct text *capitalize(const char *bytes, unsigned length) {
  char *out = alloc(length);
  struct text *result = alloc(sizeof *result);
  if (!out || !result)
    return 0;
  for (unsigned i = 0; i < length; ++i) {
    int begins = i == 0 || bytes[i - 1] == ' ';
    out[i] = begins && bytes[i] >= 'a' && bytes[i] <= 'z' ? (char)(bytes[i] - 'a' + 'A') : bytes[i];
  }
  *result = (struct text){out, length};
  return result;
}
