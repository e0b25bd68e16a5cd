/* Fuel in a host: the policy's budget, what is left of it between and during calls, the trap at its end, another budget.

   RUN: rm -rf %t && mkdir -p %t && cd %t && %wasmc --emit=static-lib,header --fuel=1 -O2 %S/Inputs/metered.wat -o metered
   RUN: %host-clang -std=c99 -Wall -Wextra -Wpedantic -Werror -I%root/rt/include -I. %s metered.a %libwasmc -o host && %run ./host | FileCheck %s
   RUN: %wasmc --emit=static-lib --fuel=1000000 -O0 --bounds=explicit %S/Inputs/metered.wat -o metered.a
   RUN: %host-clang -std=c99 -Wall -Wextra -Wpedantic -Werror -I%root/rt/include -I. %s metered.a %libwasmc -o host && %run ./host | FileCheck %s
*/
#include "metered.h"

#include <stdio.h>

static int64_t seen;

void metered_import_env_look(metered *self) { seen = wasmc_instance_fuel(metered_instance(self)); }

static void report(metered *self, const char *what, wasmc_error *error) {
  printf("%s: %s, left %d, seen %d\n", what, error ? wasmc_error_message(error) : "done",
         (int)wasmc_instance_fuel(metered_instance(self)), (int)seen);
  if (error)
    wasmc_error_delete(error);
}

int main(void) {
  wasmc_error *error = NULL;
  wasmc_policy *policy = wasmc_policy_new();
  metered *self;
  if (wasmc_policy_add(policy, "--fuel=1000"))
    return 1;
  self = metered_new(NULL, policy, &error);
  if (!self)
    return 1;
  /* A round is three calls, a throw and six instructions; the host is asked before the last six. */
  // CHECK: one: done, left 990, seen 996
  report(self, "one", metered_work(self, 1));
  // CHECK-NEXT: ten: done, left 890, seen 896
  report(self, "ten", metered_work(self, 10));
  // CHECK-NEXT: more: out of fuel
  report(self, "more", metered_work(self, 1000));
  // CHECK-NEXT: again: the instance was stopped in the middle
  report(self, "again", metered_work(self, 1));
  // CHECK-NEXT: reset: done, left 1000
  report(self, "reset", metered_reset(self));
  // CHECK-NEXT: other: done, left 2000
  report(self, "other", wasmc_instance_set_fuel(metered_instance(self), 2000));
  // CHECK-NEXT: hundred: done, left 1000, seen 1006
  report(self, "hundred", metered_work(self, 100));
  metered_delete(self);
  wasmc_policy_delete(policy);
  return 0;
}
