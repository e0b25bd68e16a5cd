#include "rt/sandbox/Policy.h"

#include "rt/core/Allocator.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"

#include <linux/auxvec.h>

namespace wasmc::rt::sandbox {

namespace {

constinit Policy thePolicy = {};

void addOptions(StringView source, StringView words) {
  PolicyError error = parsePolicy(words, thePolicy);
  if (error.any())
    fatalError(source, error.before, error.quoted, error.after);
}

// The value of WASMC_OPTS; empty when it isn't set.
StringView environmentOptions(char **envp) {
  for (; *envp; ++envp) {
    StringView entry = *envp;
    if (entry.startsWith(optionsVariable) && entry.substr(optionsVariable.size(), 1) == "=")
      return entry.substr(optionsVariable.size() + 1);
  }
  return {};
}

}  // namespace

const Policy &loadPolicy(StringView baked, char **envp) {
  addOptions("policy of this executable: ", baked);
  StringView text = environmentOptions(envp);
  if (text.empty() || auxiliaryValue(AT_SECURE, 0) != 0)
    return thePolicy;
  constexpr StringView source = "WASMC_OPTS: ";
  char *words = allocateArray<char>(text.size() + 1);
  if (!words)
    fatalError(source, "out of memory");
  size_t size;
  if (PolicyError error = splitWords(text, words, size); error.any())
    fatalError(source, error.before, error.quoted, error.after);
  addOptions(source, {words, size});
  return thePolicy;
}

}  // namespace wasmc::rt::sandbox
