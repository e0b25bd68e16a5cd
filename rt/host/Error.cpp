#include "rt/host/Error.h"

#include "rt/host/HostMemory.h"

namespace wasmc::rt {

namespace {

constinit char noMemoryText[] = "there is no memory left";
constinit wasmc_error noMemoryError = {WASMC_SYSTEM, 0, noMemoryText, nullptr, true};

}  // namespace

wasmc_error *noMemory() { return &noMemoryError; }

wasmc_error *makeError(wasmc_error_kind kind, Text message, Text backtrace) {
  auto *error = hostAllocateArray<wasmc_error>(1);
  char *text = message.release();
  if (!error || !text) {
    hostFree(error);
    hostFree(text);
    return noMemory();
  }
  *error = {kind, 0, text, StringView(backtrace).empty() ? nullptr : backtrace.release(), false};
  return error;
}

wasmc_error *cannotPass() { return errorOf(WASMC_INVALID, "a reference that can't be passed to where it does not belong"); }

wasmc_error *exitError(int status) {
  wasmc_error *error = errorOf(WASMC_EXIT, "exit with status ", Decimal(status));
  if (!error->isStatic)
    error->exitStatus = status;
  return error;
}

}  // namespace wasmc::rt

using namespace wasmc::rt;

wasmc_error_kind wasmc_error_kind_of(const wasmc_error *error) { return error->kind; }

const char *wasmc_error_message(const wasmc_error *error) { return error->message; }

const char *wasmc_error_backtrace(const wasmc_error *error) { return error->backtrace ? error->backtrace : ""; }

int wasmc_error_exit_status(const wasmc_error *error) { return error->exitStatus; }

wasmc_error *wasmc_error_new(const char *message) { return errorOf(WASMC_HOST, message); }

void wasmc_error_delete(wasmc_error *error) {
  if (!error || error->isStatic)
    return;
  hostFree(error->message);
  hostFree(error->backtrace);
  hostFree(error);
}
