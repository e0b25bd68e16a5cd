/* A program around the header of a library that is linked in, as C and as C++: calls, imports, failures, state.

   RUN: rm -rf %t && mkdir -p %t && cd %t && %wasmc --emit=static-lib,shared,header %S/Inputs/guest.wat -o guest
   RUN: %host-clang -std=c99 -O1 -Wall -Wextra -Wpedantic -Werror -I%root/rt/include -I. %s guest.a %libwasmc -o host && %run ./host | FileCheck %s
   RUN: %host-clang++ -std=c++17 -O1 -Wall -Wextra -Wpedantic -Werror -I%root/rt/include -I. -x c++ %s -x none guest.a %libwasmc -o host++ && %run ./host++ | FileCheck %s --check-prefixes=CHECK,CPP
   RUN: %host-clang -std=c99 -DGUEST_SHARED -fPIE -Wall -Wextra -Wpedantic -Werror -I%root/rt/include -I. %s %libwasmc -o loader && %run ./loader ./guest.so | FileCheck %s
*/
#include "guest.h"

#include <stdio.h>

// CHECK: log -1: data 7
void guest_import_env_log(guest *self, int32_t a0) {
  printf("log %d: data %d\n", a0, *(int *)guest_data(self));
  if (a0 == 13)
    guest_fail(self, wasmc_error_new("not this one"));
  if (a0 == -1 && (!guest_instance(self) || guest_counter(self) != 5))
    guest_fail(self, wasmc_error_new("the start function sees its instance"));
}

void guest_import_env_mix(guest *self, int64_t a0, float a1, const uint8_t a2[16], void *a3, int32_t *result0, uint8_t result1[16],
                          void **result2) {
  int i;
  *result0 = (int32_t)(a0 >> 32) + (int32_t)(a1 * 2);
  for (i = 0; i < 16; ++i)
    result1[i] = (uint8_t)(a2[i] + 1);
  *result2 = a3 ? guest_data(self) : NULL;
}

double guest_import_env_now(guest *self) { return guest_data(self) ? 12.25 : 0; }

void guest_import_env_vector(guest *self, const uint8_t a0[16], uint8_t result[16]) {
  (void)self;
  memcpy(result, a0, 16);
  result[0] = 100;
}

static void report(const char *what, wasmc_error *error) {
  printf("%s: %s\n", what, error ? wasmc_error_message(error) : "no error");
  if (error)
    wasmc_error_delete(error);
}

static void use(guest *self) {
  wasmc_error *error;
  int32_t i = 0;
  int64_t l = 0;
  float f = 0;
  double d = 0;
  uint8_t lanes[16] = {1, 2, 3};
  void *host = NULL;
  char text[5] = "";
  // CHECK-NEXT: log 42: data 7
  // CHECK-NEXT: 94, counter 6, limit 1.5
  error = guest_transform(self, 42, &i);
  if (!error)
    printf("%d, counter %d, limit %g\n", i, (int)guest_counter(self), (double)guest_limit(self));
  // CHECK-NEXT: log 13: data 7
  // CHECK-NEXT: failing: not this one
  report("failing", guest_transform(self, 13, NULL));
  // CHECK-NEXT: again: the instance was stopped in the middle: it must be reset
  report("again", guest_transform(self, 1, NULL));
  // CHECK-NEXT: log -1: data 7
  // CHECK-NEXT: reset: no error
  report("reset", guest_reset(self));
  // CHECK-NEXT: swap: no error
  // CHECK-NEXT: 4.5 3 2.5 1
  report("swap", guest_swap(self, 1, 2.5f, 3, 4.5, &d, &l, &f, &i));
  printf("%g %d %g %d\n", d, (int)l, (double)f, i);
  // CHECK-NEXT: mixed: no error
  // CHECK-NEXT: 101 3 4 1, own pointer, 6
  report("mixed", guest_mixed(self, lanes, self, lanes, &host, &i));
  printf("%d %d %d %d, %s, %d\n", lanes[0], lanes[1], lanes[2], lanes[3], host == guest_data(self) ? "own pointer" : "?", i);
  // CHECK-NEXT: now: no error
  // CHECK-NEXT: 12.25
  report("now", guest_now(self, &d));
  printf("%g\n", d);
  // CHECK-NEXT: 1 4, 9 4, -3, 3 elements
  guest_lanes(self, lanes);
  printf("%d %d, ", lanes[0], lanes[12]);
  lanes[0] = 9;
  guest_set_lanes(self, lanes);
  memset(lanes, 0, sizeof lanes);
  guest_lanes(self, lanes);
  guest_set_counter(self, -3);
  printf("%d %d, %d, %d elements\n", lanes[0], lanes[12], (int)guest_counter(self), (int)wasmc_table_size(guest_table(self)));
  // CHECK-NEXT: text of 65536
  wasmc_memory_read(guest_memory(self), 16, text, 4);
  printf("%s of %d\n", text, (int)wasmc_memory_size(guest_memory(self)));
  // CHECK-NEXT: outside: out of bounds memory access
  report("outside", guest_store(self, 65533, 1));
}

#ifdef __cplusplus
static void useClass(int *data) {
  guest::Instance first(nullptr, nullptr, nullptr, data), second(std::move(first));
  // CPP: log -1: data 7
  // CPP-NEXT: log 42: data 7
  // CPP-NEXT: class: 94 6 4.5
  int32_t result = second.transform(42);
  auto [d, l, f, i] = second.swap(1, 2.5f, 3, 4.5);
  printf("class: %d %d %g\n", result, static_cast<int>(second.counter()), d + 0 * (static_cast<double>(l) + i + static_cast<double>(f)));
  // CPP-NEXT: guest's 258
  second.memory().write<uint16_t>(100, 258);
  printf("%s %d\n", second.memory().string(28, 7).c_str(), second.memory().read<uint16_t>(100));
  // CPP-NEXT: 20, integer divide by zero, trap, frames
  try {
    printf("%d, ", second.divide(5));
    second.divide(0);
  } catch (const wasmc::Error &error) {
    printf("%s, %s, %s\n", error.what(), error.kind() == WASMC_TRAP ? "trap" : "?", error.backtrace().empty() ? "none" : "frames");
  }
  // CPP-NEXT: log -1: data 7
  // CPP-NEXT: 0, checked
  second.reset();
  printf("%d, ", second.memory().read<uint16_t>(100));
  try {
    second.memory().read<uint32_t>(65533);
  } catch (const std::out_of_range &) {
    printf("checked\n");
  }
}
#endif

int main(int argc, char **argv) {
  int data = 7;
  wasmc_error *error = NULL;
  wasmc_module *module = argc > 1 ? guest_open(argv[1], &error) : NULL;
  guest *self = error ? NULL : guest_new_with(module, NULL, NULL, &data, &error);
  if (!self) {
    report("new", error);
    return 1;
  }
  use(self);
  guest_delete(self);
  if (module)
    wasmc_module_delete(module);
#ifdef __cplusplus
  useClass(&data);
#endif
  return 0;
}
