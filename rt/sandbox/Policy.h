// What a guest is granted: the options of a policy, parsed. Nothing that isn't named here exists for it.
//
// The same parser runs in the compiler, to refuse a bad option when it is baked in, so it makes no system calls, keeps no state and
// allocates nothing. Views refer to the text that was parsed, which must live as long as the policy.
#pragma once

#include "rt/core/Span.h"
#include "rt/core/StringView.h"

namespace wasmc::rt::sandbox {

// `--dir HOST[::GUEST][:ro]`
struct DirectoryGrant {
  StringView host;
  StringView guest;  // the name under which the guest sees it
  bool readOnly;
};

// `--env NAME=VALUE`, `--env NAME`
struct VariableGrant {
  StringView name;
  StringView value;
  bool inherited;  // the value is the process's own, if it has one
};

struct Policy {
  static constexpr size_t maxDirectories = 64;
  static constexpr size_t maxVariables = 256;

  DirectoryGrant directories[maxDirectories];
  size_t directoryCount;
  VariableGrant variables[maxVariables];
  size_t variableCount;
  bool inheritsEnvironment;  // `--inherit-env`: all variables that `variables` does not name

  // No two have the same guest name, nor the same variable name.
  Span<const DirectoryGrant> grantedDirectories() const { return {directories, directoryCount}; }
  Span<const VariableGrant> grantedVariables() const { return {variables, variableCount}; }
};

// The environment variable with options for the start of an executable.
inline constexpr StringView optionsVariable = "WASMC_OPTS";

// Why options were refused: a sentence in three parts, of which the middle one quotes the input. All empty: they were not.
struct PolicyError {
  StringView before;
  StringView quoted;
  StringView after;
  bool any() const { return !before.empty(); }
};

// Adds options to a policy; a later grant replaces an earlier one of the same name. `words` are null-terminated and lie one behind
// the other, as on a command line.
PolicyError parsePolicy(StringView words, Policy &policy);

// Splits text into such words as a shell does: at blanks, with '...', "..." and \ quoting them. `words` has room for text.size() +
// 1 bytes; `size` becomes the number used.
PolicyError splitWords(StringView text, char *words, size_t &size);

// The policy of this process: the options baked into the executable (null-terminated words), then those of WASMC_OPTS unless the
// kernel calls the execution secure (AT_SECURE: set-user-ID and the like). Ends the process with status 125 when they are
// malformed. Called once; `envp` is the process's, which keeps the texts alive.
const Policy &loadPolicy(StringView baked, char **envp);

}  // namespace wasmc::rt::sandbox
