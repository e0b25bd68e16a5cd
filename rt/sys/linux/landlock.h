// landlock_create_ruleset(2), landlock_add_rule(2), landlock_restrict_self(2): Linux 5.13.
// The structures and bits are those of landlock(7), declared here because the kernels' headers differ in how many they have.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stdint.h>

namespace wasmc::rt::sys {

struct LandlockRuleset {
  uint64_t files;    // access to files that is denied but where a rule permits it: bits of LandlockFiles
  uint64_t network;  // since version 4: bits of LandlockNetwork
  uint64_t scopes;   // since version 6: bits of LandlockScopes
};

struct [[gnu::packed]] LandlockTree {
  uint64_t permitted;  // bits of LandlockFiles
  int32_t directory;   // a descriptor, which may be O_PATH
};

namespace LandlockFiles {
inline constexpr uint64_t execute = 1, writeFile = 1 << 1, readFile = 1 << 2, readDirectory = 1 << 3, removeDirectory = 1 << 4,
                          removeFile = 1 << 5, makeCharacterDevice = 1 << 6, makeDirectory = 1 << 7, makeFile = 1 << 8,
                          makeSocket = 1 << 9, makeFifo = 1 << 10, makeBlockDevice = 1 << 11, makeLink = 1 << 12,
                          refer = 1 << 13,  // rename and link between directories: since version 2; always denied before
    truncate = 1 << 14;                     // since version 3
}  // namespace LandlockFiles
namespace LandlockNetwork {
inline constexpr uint64_t bindTcp = 1, connectTcp = 2;
}  // namespace LandlockNetwork
namespace LandlockScopes {
inline constexpr uint64_t abstractUnixSocket = 1, signal = 2;
}  // namespace LandlockScopes

// The newest version of the interface that the kernel knows, from 1. ENOSYS, EOPNOTSUPP: it has none.
inline Result<int> landlockVersion() { return syscall<int>(__NR_landlock_create_ruleset, nullptr, 0, 1); }

// `size` bytes of the structure are used. A new descriptor.
inline Result<int> createLandlockRuleset(const LandlockRuleset &ruleset, uint64_t size) {
  return syscall<int>(__NR_landlock_create_ruleset, &ruleset, size, 0);
}

inline Result<void> permitLandlockTree(int ruleset, const LandlockTree &tree) {
  return syscall<void>(__NR_landlock_add_rule, ruleset, 1 /* LANDLOCK_RULE_PATH_BENEATH */, &tree, 0);
}

// For the calling thread and those that it starts, for good. Needs setNoNewPrivileges().
inline Result<void> enforceLandlock(int ruleset) { return syscall<void>(__NR_landlock_restrict_self, ruleset, 0); }

}  // namespace wasmc::rt::sys
