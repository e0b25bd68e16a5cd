// Which system calls an executable needs once guest code runs, and the seccomp filter that permits these and no others.
#pragma once

#include "tools/common/Link.h"

#include <vector>

namespace wasmc {

struct PermittedCall {
  std::string name;
  std::string condition;  // on its arguments, for people; empty: none
};

struct SystemCallFilter {
  std::vector<PermittedCall> calls;  // in the order of their names
  bool opensFiles = false;           // calls that take paths are among them
  bool changesMappings = false;      // calls that change what is mapped, or how, are among them
  std::string data;                  // abi::SystemCallFilter and its instructions
};

// For the executable that these inputs make; `hasDirectories`: the policy may grant some. The calls are those that the linker finds
// within reach of the guest's code and of signal handlers (rt/sys/linux/record.h). The error is the linker's own text, or names a
// call that SystemCalls.def lacks or allows for start-up only: a bug in the runtime.
std::expected<SystemCallFilter, std::string> computeFilter(std::span<const LinkInput> inputs, const CodegenOptions &options,
                                                           bool hasDirectories);

}  // namespace wasmc
