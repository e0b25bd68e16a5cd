// The options about code that every compiling tool has: --target, --cpu, -O, --bounds. Throws, as CLI11 does.
#pragma once

#include "codegen/Options.h"

#include <map>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace wasmc {

// How guest state is reached (codegen/instance): executables are of the one kind, modules for any number of instances of the other.
enum class ModelKind : uint8_t {
  Program,
  Library,
};
inline const std::map<std::string, ModelKind> modelKinds = {{"program", ModelKind::Program}, {"library", ModelKind::Library}};

// A mistake in the command line that only shows when the options are looked at together.
struct UsageError {
  std::string message;
};

// What the parser fills in before it is checked.
struct RawCodeOptions {
  std::string target, cpu, level = "2";
};

// `options` gets what needs no check; both must live until the command line has been parsed.
void declareCodeOptions(CLI::App &app, RawCodeOptions &raw, CodegenOptions &options);
// Throws UsageError.
void checkCodeOptions(const RawCodeOptions &raw, CodegenOptions &options);

// `x86_64-linux`, `arm64`, a full triple; empty: this machine. Throws UsageError.
TargetCpu parseTarget(const std::string &name);

}  // namespace wasmc
