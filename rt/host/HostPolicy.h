// wasmc_policy: what an instance may have. Instances and pools share it as it was when they were made.
#pragma once

#include "rt/host/Error.h"
#include "rt/sandbox/Policy.h"

namespace wasmc::rt {

// Does not change while it is shared.
struct HostPolicy {
  uint32_t references;
  sandbox::Policy options;
  char *words;  // that the options refer to, null-terminated one behind the other
  size_t wordsSize;
  char **arguments;
  size_t argumentCount;
  int streams[3];
};

// That of a null pointer grants nothing. Null where there is no memory.
HostPolicy *shareOptions(const wasmc_policy *policy);
// A policy of its own with the same options. Null where there is no memory.
wasmc_policy *copyPolicy(const wasmc_policy *policy);
inline void retain(HostPolicy &options) { __atomic_add_fetch(&options.references, 1, __ATOMIC_RELAXED); }
void release(HostPolicy &options);

}  // namespace wasmc::rt
