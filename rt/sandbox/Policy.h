// What a guest is granted: the options of a policy, parsed. Nothing that isn't named here exists for it.
//
// The same parser runs in the compiler, to refuse a bad option when it is baked in, so it makes no system calls, keeps no state and
// allocates nothing. Views refer to the text that was parsed, which must live as long as the policy.
#pragma once

#include "rt/core/Span.h"
#include "rt/core/StringView.h"

#include <stdint.h>

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

// `--listen ADDR:PORT`, `--connect HOST:PORT`
struct SocketGrant {
  StringView text;  // as it was written
  StringView host;  // without the brackets of an IPv6 address
  uint16_t port;    // 0: the kernel chooses one to listen at
};

struct Policy {
  static constexpr size_t maxDirectories = 64;
  static constexpr size_t maxVariables = 256;
  static constexpr size_t maxSockets = 16;  // of each kind
  static constexpr uint64_t leastStack = uint64_t{64} << 10, mostStack = uint64_t{64} << 30;

  // Of the following numbers 0 means: not given.
  uint64_t maxMemory;          // `--max-memory`: bytes of all linear memories together
  uint64_t maxStack;           // `--max-stack`: bytes
  uint64_t maxTable;           // `--max-table`: elements of each table
  uint64_t maxHeap;            // `--max-gc-heap`: bytes
  uint64_t maxDescriptors;     // `--max-fds`: open at once
  uint64_t timeout;            // `--timeout`: nanoseconds of wall-clock time
  uint64_t fuel;               // `--fuel`: instructions
  bool inheritsEnvironment;    // `--inherit-env`: all variables that `variables` does not name
  bool avoidsHugePages;        // `--no-huge-pages`
  bool stressesCollector;      // `--gc-stress`
  bool requiresKernelSandbox;  // `--require-kernel-sandbox`
  bool isSealed;               // `--seal`
  StringView file;             // `--policy`: what the option parsed last names; for the caller to read in its place

  size_t directoryCount;
  size_t variableCount;
  size_t listenerCount;
  size_t connectionCount;
  // Behind the rest, so that the pages of an empty policy's arrays are never touched.
  DirectoryGrant directories[maxDirectories];
  VariableGrant variables[maxVariables];
  SocketGrant listeners[maxSockets];
  SocketGrant connections[maxSockets];

  // No two have the same guest name, nor the same variable name.
  Span<const DirectoryGrant> grantedDirectories() const { return {directories, directoryCount}; }
  Span<const VariableGrant> grantedVariables() const { return {variables, variableCount}; }
  // In the order given; the same one may occur twice.
  Span<const SocketGrant> grantedListeners() const { return {listeners, listenerCount}; }
  Span<const SocketGrant> grantedConnections() const { return {connections, connectionCount}; }
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

// Removes one option from `words` and adds it to a policy; a later grant replaces an earlier one of the same name, a later limit an
// earlier limit. Words are null-terminated and lie one behind the other, as on a command line.
PolicyError parseOption(StringView &words, Policy &policy);

// All of `words`, which are to name no file.
PolicyError parsePolicy(StringView words, Policy &policy);

// Splits text into such words as a shell does: at blanks, with '...', "..." and \ quoting them. `words` has room for text.size() +
// 1 bytes; `size` becomes the number used.
PolicyError splitWords(StringView text, char *words, size_t &size);

// Splits the text of a policy file into such words: one option a line, its value behind `=` or a blank, quoted as above; empty
// lines, and comments from a word that begins with `#` to the end of the line. `words` has room for text.size() + 1 bytes. On an
// error `line` is where, from 1.
PolicyError splitPolicyFile(StringView text, char *words, size_t &size, size_t &line);

// The policy of this process: the options baked into the executable (null-terminated words), then, unless these seal it or the
// kernel calls the execution secure (AT_SECURE: set-user-ID and the like), those of WASMC_OPTS, where `--policy FILE` stands for
// what the file says. Ends the process with status 125 when they are malformed. Called once; `envp` is the process's, which keeps
// the texts alive.
const Policy &loadPolicy(StringView baked, char **envp);

}  // namespace wasmc::rt::sandbox
