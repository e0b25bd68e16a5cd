// The command line of wasmc. Only Options.cpp knows how it is parsed.
#pragma once

#include "frontend/Features.h"
#include "tools/common/CodeOptions.h"
#include "tools/wasmc/cache/Cache.h"

#include <string>
#include <variant>
#include <vector>

namespace wasmc {

enum ExitStatus { statusDone = 0, statusRefused = 1, statusUsage = 2 };

enum class EmitKind : uint8_t {
  Executable,
  Object,
  Assembly,
  LlvmIr,
  LlvmBitcode,
  StaticLibrary,
  Shared,
  Header,
  Units,
  Wasm,
  Wat
};

struct Preload {
  std::string name;  // the module name of imports that it satisfies
  std::string path;
};

struct Options {
  std::vector<std::string> inputs;  // one, or several with --validate; "-" is standard input; may be units
  std::string output;               // empty: from the input's name
  std::vector<EmitKind> emit;       // in the order given; not empty
  CodegenOptions codegen;
  std::string profilePath;  // of what becomes codegen.profile; empty: none
  FeatureSet features;
  std::vector<Preload> preloads;
  std::vector<std::string> policyWords;    // what is baked into the executable, checked; empty for a library
  std::vector<std::string> linkedObjects;  // of which definitions come before the runtime's: for tests
  unsigned threads = 1;                    // to validate with
  ModelKind model = ModelKind::Program;
  bool isLibrary = false;  // one of the kinds for hosts is asked for: objects are whole libraries then
  cache::CacheOptions cache;
  // Every option that was given, with its values, but those that reach no output and those whose effect is in the members above: for
  // the key of outputs in the cache.
  std::string given;
  std::string codeOption;  // one that was given and says what to compile, or how; empty: none
  bool validateOnly = false;
  bool reportsTimes = false;
  bool verbose = false;
  bool stats = false;
};

// `wasmc run`.
struct RunOptions {
  Options compile;                     // one input, an executable
  std::vector<std::string> arguments;  // the guest's, its name not included
};

struct InspectOptions {
  std::string input;     // "-" is standard input
  unsigned threads = 1;  // to validate with
  bool asJson = false;
};

// The options, or the status to exit with when everything has been said (--help, a mistake).
std::variant<Options, int> parseOptions(int argc, char **argv);
// The same for `wasmc run` and `wasmc inspect`; argv[0] is that word.
std::variant<RunOptions, int> parseRunOptions(int argc, char **argv);
std::variant<InspectOptions, int> parseInspectOptions(int argc, char **argv);

}  // namespace wasmc
