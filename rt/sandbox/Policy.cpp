#include "rt/sandbox/Policy.h"

#include "rt/core/Allocator.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/sys/linux/FileDescriptor.h"
#include "rt/sys/linux/openat.h"
#include "rt/sys/linux/readv.h"
#include "rt/sys/linux/retry.h"

#include <linux/auxvec.h>
#include <linux/limits.h>

namespace wasmc::rt::sandbox {

namespace {

[[gnu::section(".bss.policy")]] constinit Policy thePolicy = {};

constexpr size_t maxFileSize = 65536;  // bytes

[[noreturn]] void refuse(StringView source, const PolicyError &error) {
  fatalError(source, error.before, error.quoted, error.after);
}

// Not inlined: its buffer would cost every start a page of stack.
[[gnu::noinline]] StringView readFile(StringView path) {
  char name[PATH_MAX];
  if (path.size() >= sizeof name)
    fatalError("--policy ", path, ": name too long");
  memcpy(name, path.data(), path.size());
  name[path.size()] = '\0';
  Result<int> opened = sys::openat(AT_FDCWD, name, O_RDONLY | O_CLOEXEC);
  if (!opened)
    fatalError("--policy ", path, ": cannot be opened (error ", Decimal(opened.errorNumber().code), ")");
  sys::FileDescriptor file(*opened);
  char *text = allocateArray<char>(maxFileSize + 1);
  if (!text)
    fatalError("--policy ", path, ": out of memory");
  size_t size = 0;
  while (size <= maxFileSize) {
    iovec rest = {text + size, maxFileSize + 1 - size};
    Result<size_t> read = sys::retryInterrupted([&] { return sys::readv(file.get(), {&rest, 1}); });
    if (!read)
      fatalError("--policy ", path, ": cannot be read (error ", Decimal(read.errorNumber().code), ")");
    if (*read == 0)
      return {text, size};
    size += *read;
  }
  fatalError("--policy ", path, ": the file is larger than ", Decimal(maxFileSize), " bytes");
}

void addFile(StringView path) {
  StringView text = readFile(path);
  char *words = allocateArray<char>(text.size() + 1);
  if (!words)
    fatalError("--policy ", path, ": out of memory");
  size_t size, line;
  if (PolicyError error = splitPolicyFile(text, words, size, line); error.any())
    fatalError("--policy ", path, ":", Decimal(line), ": ", error.before, error.quoted, error.after);
  if (PolicyError error = parsePolicy({words, size}, thePolicy); error.any())
    fatalError("--policy ", path, ": ", error.before, error.quoted, error.after);
}

// What follows `NAME=` in an entry of the environment; null if that is another variable's. Reads no further than it must: the lengths
// of all entries would cost the start more than the policy does.
const char *valueOf(StringView name, const char *entry) {
  for (char c : name)
    if (*entry++ != c)
      return nullptr;
  return *entry == '=' ? entry + 1 : nullptr;
}

// The value of WASMC_OPTS; empty when it isn't set.
StringView environmentOptions(char **envp) {
  for (; *envp; ++envp)
    if (const char *value = valueOf(optionsVariable, *envp))
      return value;
  return {};
}

}  // namespace

const Policy &loadPolicy(StringView baked, char **envp) {
  if (PolicyError error = parsePolicy(baked, thePolicy); error.any())
    refuse("policy of this executable: ", error);
  StringView text = environmentOptions(envp);
  if (text.empty() || thePolicy.isSealed || auxiliaryValue(AT_SECURE, 0) != 0)
    return thePolicy;
  constexpr StringView source = "WASMC_OPTS: ";
  char *buffer = allocateArray<char>(text.size() + 1);
  if (!buffer)
    fatalError(source, "out of memory");
  size_t size;
  if (PolicyError error = splitWords(text, buffer, size); error.any())
    refuse(source, error);
  for (StringView words(buffer, size); !words.empty();) {
    if (PolicyError error = parseOption(words, thePolicy); error.any())
      refuse(source, error);
    StringView file = thePolicy.file;
    thePolicy.file = {};
    if (!file.empty())
      addFile(file);
  }
  return thePolicy;
}

}  // namespace wasmc::rt::sandbox
