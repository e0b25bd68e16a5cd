#include "tools/wasmc/Diagnostics.h"

#include <cstdlib>
#include <fmt/format.h>
#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/Signals.h>
#include <unistd.h>

namespace wasmc {
namespace {

constexpr int statusInternalError = 3;

[[noreturn]] void internalError(const char *reason) {
  fmt::print(stderr,
             "wasmc: internal error: {}\n  This is a bug in wasmc: please report it with the command line and the module.\n",
             reason);
  std::fflush(stderr);
  _exit(statusInternalError);
}

}  // namespace

void reportError(std::string_view place, std::string_view message) { fmt::print(stderr, "{}: error: {}\n", place, message); }

void reportWarning(std::string_view place, std::string_view message) { fmt::print(stderr, "{}: warning: {}\n", place, message); }

void installInternalErrorHandlers() {
  llvm::install_fatal_error_handler([](void *, const char *reason, bool) { internalError(reason); });
  llvm::sys::AddSignalHandler([](void *) { internalError("crash"); }, nullptr);
}

}  // namespace wasmc
