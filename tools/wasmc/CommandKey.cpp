#include "tools/wasmc/CommandKey.h"

#include "tools/wasmc/Library.h"

#include <filesystem>

namespace wasmc {
namespace {

// Which modules: by file name, not path, as Description has them. A text and its binary are different files.
void addModules(cache::KeyHash &hash, const LoadedProgram &program) {
  hash.add(program.sources.size());
  for (size_t m = 0; m < program.sources.size(); ++m) {
    hash.add(std::filesystem::path(program.sources[m].path).filename().string());
    hash.add(program.input.modules[m].importName);
    hash.add(program.sources[m].fileContents());
  }
}

void addOptions(cache::KeyHash &hash, const Options &options) {
  hash.add(options.given);
  hash.add(static_cast<uint64_t>(options.codegen.target));  // depends on the machine if not given
  hash.add(options.codegen.cpu);                            // of --cpu=native
  hash.add(options.codegen.profile);
  hash.add(options.policyWords.size());
  for (const std::string &word : options.policyWords)
    hash.add(word);
  hash.add(options.emit.size());
  for (EmitKind kind : options.emit)
    hash.add(static_cast<uint64_t>(kind));
  hash.add(options.isLibrary ? libraryName(options) : "");
}

}  // namespace

std::vector<cache::Key> outputKeys(const Options &options, const LoadedProgram &program, const cache::Key &compiler) {
  cache::KeyHash hash("wasmc outputs");
  hash.add(compiler);
  addOptions(hash, options);
  addModules(hash, program);
  cache::Key command = hash.finish();
  std::vector<cache::Key> keys;
  for (size_t i = 0; i < options.emit.size(); ++i) {
    cache::KeyHash output("wasmc output");
    output.add(command);
    output.add(i);
    keys.push_back(output.finish());
  }
  return keys;
}

}  // namespace wasmc
