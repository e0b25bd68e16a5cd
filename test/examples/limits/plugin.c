// The plugin: what somebody else wrote. It can do nothing but compute and call its three imports.
#define IMPORT(name) __attribute__((import_module("host"), import_name(#name)))
#define EXPORT(name) __attribute__((export_name(#name)))

IMPORT(log) void hostLog(const char *text, int length);
IMPORT(random) int hostRandom(void);
IMPORT(current_time) long long hostTime(void);

EXPORT(transform) int transform(int x) {
  hostLog("transforming", 12);
  return 2 * x + 10;
}

// -1 beyond the host's limit.
EXPORT(grow) int grow(int pages) { return (int)__builtin_wasm_memory_grow(0, pages); }

EXPORT(roll) int roll(void) { return hostTime() > 0 ? (hostRandom() & 0x7fffffff) % 6 + 1 : 0; }

EXPORT(spin) void spin(void) {
  for (volatile int i = 0;; ++i) {
  }
}
EXPORT(wild) int wild(void) { return *(volatile int *)0xfffffff0; }
