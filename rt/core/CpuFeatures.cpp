#include "rt/core/CpuFeatures.h"

namespace wasmc::rt {

namespace {

constexpr StringView names[] = {
#if defined(__x86_64__)
#define WASMC_X86_FEATURE(name, ...) name,
#elif defined(__aarch64__)
#define WASMC_AARCH64_FEATURE(name, ...) name,
#endif
#include "rt/abi/CpuFeatures.def"
};
constexpr size_t count = sizeof names / sizeof *names;
constexpr StringView separator = ", ";

constexpr size_t longestText() {
  size_t size = 0;
  for (StringView name : names)
    size += name.size() + separator.size();
  return size;
}

}  // namespace

CpuFeatureNames::CpuFeatureNames(uint64_t features) {
  static_assert(count <= 64 && longestText() <= sizeof buffer);
  for (size_t i = 0; i < count; ++i) {
    if (!(features >> i & 1))
      continue;
    if (size != 0)
      append(separator);
    append(names[i]);
  }
}

void CpuFeatureNames::append(StringView part) {
  for (char c : part)
    buffer[size++] = c;
}

}  // namespace wasmc::rt
