/* A host that runs a plugin as a command: its standard streams, arguments and grants are what the command line says.

   RUN: %hostcc %s -o %t
   RUN: %wasmc %S/Inputs/wasi-command.wat --emit=shared -o %t.so
   RUN: echo -n words | %run %t %t.so --env=A=B -- one two | FileCheck %s
   RUN: %exits 7 %run %t %t.so -- --exit 2>&1 | FileCheck %s --check-prefix=EXIT --allow-empty
   RUN: %exits 134 %run %t %t.so -- --trap 2>&1 | FileCheck %s --check-prefix=TRAP
   RUN: %exits 125 %run %t %t.so --dir=%t.missing -- 2>&1 | FileCheck %s --check-prefix=MISSING

   CHECK: 3 arguments, 1 variables, read: words
   EXIT-NOT: {{.}}
   TRAP: trap: unreachable
   TRAP-NEXT: at trap
   MISSING: --dir {{.*}}.missing: no such directory

   Usage: wasi-host PLUGIN [OPTION...] -- [ARGUMENT...]; an OPTION is one of a policy. Ends as an executable of wasmc's does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasmc/wasmc.h>

static int report(wasmc_error *error) {
  int status = 125;
  switch (wasmc_error_kind_of(error)) {
  case WASMC_EXIT: status = wasmc_error_exit_status(error); break;
  case WASMC_TRAP:
  case WASMC_EXCEPTION:
    fprintf(stderr, "wasi-host: trap: %s\n%s", wasmc_error_message(error), wasmc_error_backtrace(error));
    status = 134;
    break;
  default: fprintf(stderr, "wasi-host: error: %s\n", wasmc_error_message(error));
  }
  wasmc_error_delete(error);
  return status;
}

static wasmc_policy *policyOf(int argc, char **argv, wasmc_error **error) {
  wasmc_policy *policy = wasmc_policy_new();
  const char **arguments = calloc((size_t)argc, sizeof *arguments);
  int i = 2, count = 1;
  for (; i < argc && strcmp(argv[i], "--") != 0 && !*error; ++i)
    *error = wasmc_policy_add(policy, argv[i]);
  arguments[0] = argv[1];
  for (++i; i < argc; ++i)
    arguments[count++] = argv[i];
  if (!*error)
    *error = wasmc_policy_arguments(policy, count, arguments);
  free(arguments);
  wasmc_policy_streams(policy, 0, 1, 2);
  return policy;
}

int main(int argc, char **argv) {
  wasmc_error *error = NULL;
  if (argc < 2)
    return 2;
  wasmc_policy *policy = policyOf(argc, argv, &error);
  wasmc_imports *imports = wasmc_imports_new();
  wasmc_module *module = error ? NULL : wasmc_module_open(argv[1], &error);
  if (!error)
    error = wasmc_imports_wasi(imports);
  wasmc_instance *instance = error ? NULL : wasmc_instance_new(module, imports, policy, &error);
  if (!error)
    error = wasmc_call(instance, "_start", NULL, 0, NULL, 0);
  int status = error ? report(error) : 0;
  if (instance)
    wasmc_instance_delete(instance);
  if (module)
    wasmc_module_delete(module);
  wasmc_imports_delete(imports);
  wasmc_policy_delete(policy);
  return status;
}
