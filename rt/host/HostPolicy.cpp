#include "rt/host/HostPolicy.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/host/HostMemory.h"

struct wasmc_policy {
  wasmc::rt::HostPolicy *options;
};

namespace wasmc::rt {

namespace {

HostPolicy *makeOptions() {
  auto *options = hostAllocateArray<HostPolicy>(1);
  if (!options)
    return nullptr;
  options->references = 1;
  for (int &stream : options->streams)
    stream = -1;
  return options;
}

void freeArguments(HostPolicy &options) {
  for (size_t i = 0; i < options.argumentCount; ++i)
    hostFree(options.arguments[i]);
  hostFree(options.arguments);
  options.arguments = nullptr;
  options.argumentCount = 0;
}

char *copyOf(StringView text) { return Text(text).release(); }

bool setArguments(HostPolicy &options, size_t count, const char *const *arguments) {
  freeArguments(options);
  options.arguments = hostAllocateArray<char *>(count);
  if (!options.arguments)
    return false;
  for (size_t i = 0; i < count; ++i) {
    if (!(options.arguments[i] = copyOf(arguments[i])))
      return false;
    options.argumentCount = i + 1;
  }
  return true;
}

// The words with one more, parsed anew. The old ones stay if that fails.
wasmc_error *addWord(HostPolicy &options, StringView word) {
  size_t size = options.wordsSize + word.size() + 1;
  auto *words = static_cast<char *>(hostAllocate(size));
  auto *parsed = hostAllocateArray<sandbox::Policy>(1);
  if (!words || !parsed) {
    hostFree(words);
    hostFree(parsed);
    return noMemory();
  }
  if (options.wordsSize != 0)
    memcpy(words, options.words, options.wordsSize);
  memcpy(words + options.wordsSize, word.data(), word.size());
  sandbox::PolicyError error = sandbox::parsePolicy({words, size}, *parsed);
  wasmc_error *refused = nullptr;
  if (error.any())
    refused = errorOf(WASMC_INVALID, error.before, error.quoted, error.after);
  else if (parsed->requiresKernelSandbox || parsed->isSealed)
    refused = errorOf(WASMC_INVALID, word, ": an option for executables, which a host has no use for");
  if (refused) {
    hostFree(words);
  } else {
    hostFree(options.words);
    options.words = words;
    options.wordsSize = size;
    options.options = *parsed;
  }
  hostFree(parsed);
  return refused;
}

// What is to be changed must not be shared. Null where there is no memory.
HostPolicy *ownOptions(wasmc_policy &policy) {
  if (__atomic_load_n(&policy.options->references, __ATOMIC_ACQUIRE) == 1)
    return policy.options;
  const HostPolicy &shared = *policy.options;
  HostPolicy *copy = makeOptions();
  if (!copy)
    return nullptr;
  copy->words = static_cast<char *>(hostAllocate(shared.wordsSize));
  copy->wordsSize = shared.wordsSize;
  if (!copy->words || !setArguments(*copy, shared.argumentCount, shared.arguments)) {
    release(*copy);
    return nullptr;
  }
  if (shared.wordsSize != 0)
    memcpy(copy->words, shared.words, shared.wordsSize);
  (void)sandbox::parsePolicy({copy->words, copy->wordsSize}, copy->options);  // has been, once
  for (int i = 0; i < 3; ++i)
    copy->streams[i] = shared.streams[i];
  release(*policy.options);
  return policy.options = copy;
}

}  // namespace

HostPolicy *shareOptions(const wasmc_policy *policy) {
  if (!policy)
    return makeOptions();
  retain(*policy->options);
  return policy->options;
}

wasmc_policy *copyPolicy(const wasmc_policy *policy) {
  auto *copy = hostAllocateArray<wasmc_policy>(1);
  if (copy && (copy->options = shareOptions(policy)))
    return copy;
  hostFree(copy);
  return nullptr;
}

void release(HostPolicy &options) {
  if (__atomic_sub_fetch(&options.references, 1, __ATOMIC_ACQ_REL) != 0)
    return;
  freeArguments(options);
  hostFree(options.words);
  hostFree(&options);
}

}  // namespace wasmc::rt

using namespace wasmc::rt;

wasmc_policy *wasmc_policy_new(void) {
  auto *policy = hostAllocateArray<wasmc_policy>(1);
  if (policy && (policy->options = makeOptions()))
    return policy;
  hostFree(policy);
  return nullptr;
}

void wasmc_policy_delete(wasmc_policy *policy) {
  if (!policy)
    return;
  release(*policy->options);
  hostFree(policy);
}

wasmc_error *wasmc_policy_add(wasmc_policy *policy, const char *option) {
  HostPolicy *options = ownOptions(*policy);
  return options ? addWord(*options, option) : noMemory();
}

wasmc_error *wasmc_policy_arguments(wasmc_policy *policy, int count, const char *const *arguments) {
  HostPolicy *options = ownOptions(*policy);
  return options && setArguments(*options, static_cast<size_t>(count), arguments) ? nullptr : noMemory();
}

void wasmc_policy_streams(wasmc_policy *policy, int input, int output, int error) {
  HostPolicy *options = ownOptions(*policy);
  if (!options)
    return;
  options->streams[0] = input;
  options->streams[1] = output;
  options->streams[2] = error;
}
