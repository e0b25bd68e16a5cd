#include "tools/wasmc/Diagnostics.h"

#include "codegen/link/EndingSignals.h"

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
  // LLVM handles these, too, and would no longer ignore what the caller wants ignored (nohup).
  std::array<struct sigaction, endingSignals.size()> before;
  for (size_t i = 0; i < before.size(); ++i)
    sigaction(endingSignals[i], nullptr, &before[i]);
  llvm::sys::AddSignalHandler([](void *) { internalError("crash"); }, nullptr);
  for (size_t i = 0; i < before.size(); ++i)
    if (before[i].sa_handler == SIG_IGN)
      sigaction(endingSignals[i], &before[i], nullptr);
  (void)std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is an error like others
}

}  // namespace wasmc
