// Runs a command (a module with _start) that was compiled as a plugin: run-plugin PLUGIN [ARGUMENT...]. It may use this process's
// standard streams and the current folder.
#include <wasmc/wasmc.h>

#include <cstdio>
#include <cstdlib>

namespace {

// Ends the process if there is an error: with the guest's own status if it has called proc_exit.
void require(wasmc_error *error) {
  if (!error)
    return;
  if (wasmc_error_kind_of(error) == WASMC_EXIT)
    std::exit(wasmc_error_exit_status(error));
  std::fprintf(stderr, "run-plugin: %s\n%s", wasmc_error_message(error), wasmc_error_backtrace(error));
  std::exit(1);
}

}  // namespace

int main(int count, char **arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: run-plugin PLUGIN [ARGUMENT...]\n");
    return 2;
  }
  wasmc_error *error = nullptr;
  wasmc_module *module = wasmc_module_open(arguments[1], &error);
  require(error);
  wasmc_imports *imports = wasmc_imports_new();
  require(wasmc_imports_wasi(imports));
  wasmc_policy *policy = wasmc_policy_new();
  require(wasmc_policy_add(policy, "--dir=."));
  require(wasmc_policy_arguments(policy, count - 1, arguments + 1));
  wasmc_policy_streams(policy, 0, 1, 2);
  wasmc_instance *instance = wasmc_instance_new(module, imports, policy, &error);
  require(error);
  require(wasmc_call(instance, "_start", nullptr, 0, nullptr, 0));
  return 0;
}
