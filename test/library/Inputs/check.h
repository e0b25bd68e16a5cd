/* For hosts that are tests: what does not hold ends them with a line that says where. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasmc/wasmc.h>

#define check(condition) ((condition) ? (void)0 : failed(__FILE__, __LINE__, #condition))
#define succeed(error) succeeded(__FILE__, __LINE__, error)

static inline void failed(const char *file, int line, const char *what) {
  fprintf(stderr, "%s:%d: FAILED: %s\n", file, line, what);
  exit(1);
}

static inline void succeeded(const char *file, int line, wasmc_error *error) {
  if (error)
    failed(file, line, wasmc_error_message(error));
}
