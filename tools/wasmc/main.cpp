// wasmc: a Wasm module in, a sandboxed native executable out.
#include "tools/common/OutputFile.h"
#include "tools/wasmc/Diagnostics.h"
#include "tools/wasmc/Execution.h"
#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Inspect.h"
#include "tools/wasmc/OutputKinds.h"
#include "tools/wasmc/Products.h"

#include <algorithm>
#include <fmt/format.h>
#include <llvm/Support/FileSystem.h>

namespace wasmc {
namespace {

int validate(const Options &options) {
  bool ok = true;
  for (const std::string &path : options.inputs) {
    LoadedProgram program;
    if (!program.read(path, "") || !program.decode(options.features)) {
      ok = false;
      continue;
    }
    if (auto done = validateFunctions(program.input.modules[0].module, options.threads); !done) {
      reportError(program.place(0, done.error().offset), done.error().message);
      ok = false;
    }
  }
  return ok ? statusDone : statusRefused;
}

bool writeOutputs(const Options &options, std::span<const std::string_view> outputs) {
  for (size_t i = 0; i < outputs.size(); ++i) {
    std::string path = outputPath(options, options.emit[i]);
    if (auto done = writeOutput(path, outputs[i], isExecutable(options.emit[i])); !done) {
      reportError(path, done.error());
      return false;
    }
    if (options.verbose)
      fmt::print(stderr, "wasmc: wrote {} ({} bytes)\n", path, outputs[i].size());
  }
  return true;
}

// The module that an output would replace, or null.
const std::string *replacedInput(const Options &options) {
  auto isOutput = [&](const std::string &input) {
    return std::ranges::any_of(options.emit,
                               [&](EmitKind kind) { return llvm::sys::fs::equivalent(outputPath(options, kind), input); });
  };
  for (const Preload &preload : options.preloads)
    if (isOutput(preload.path))
      return &preload.path;
  return isOutput(options.inputs[0]) ? &options.inputs[0] : nullptr;
}

int compileToFiles(const Options &options) {
  if (const std::string *input = replacedInput(options)) {
    reportError(*input, "the output would replace this module");
    return statusUsage;
  }
  auto products = produce(options);
  if (!products)
    return products.error();
  return writeOutputs(options, products->contents()) ? statusDone : statusRefused;
}

int compileAndExecute(int argc, char **argv) {
  auto parsed = parseRunOptions(argc, argv);
  if (int *status = std::get_if<int>(&parsed))
    return *status;
  const auto &[options, arguments] = std::get<RunOptions>(parsed);
  installInternalErrorHandlers();
  auto products = produce(options);
  if (!products)
    return products.error();
  std::vector<std::string> words = {options.inputs[0]};
  words.insert(words.end(), arguments.begin(), arguments.end());
  reportError(options.inputs[0], execute(products->contents()[0], products->firstFile, words));
  return statusRefused;
}

int runInspect(int argc, char **argv) {
  auto parsed = parseInspectOptions(argc, argv);
  if (int *status = std::get_if<int>(&parsed))
    return *status;
  installInternalErrorHandlers();
  return inspect(std::get<InspectOptions>(parsed));
}

int run(int argc, char **argv) {
  if (argc > 1 && std::string_view(argv[1]) == "inspect")
    return runInspect(argc - 1, argv + 1);
  if (argc > 1 && std::string_view(argv[1]) == "run")
    return compileAndExecute(argc - 1, argv + 1);
  auto parsed = parseOptions(argc, argv);
  if (int *status = std::get_if<int>(&parsed))
    return *status;
  const Options &options = std::get<Options>(parsed);
  installInternalErrorHandlers();
  return options.validateOnly ? validate(options) : compileToFiles(options);
}

}  // namespace
}  // namespace wasmc

int main(int argc, char **argv) { return wasmc::run(argc, argv); }
