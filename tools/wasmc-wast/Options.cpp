#include "tools/wasmc-wast/Options.h"

#include "tools/common/CodeOptions.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace wasmc {
namespace {

constexpr const char *description = R"(wasmc-wast judges what scripts of the official WebAssembly test suite (.wast) assert about
modules: which are valid, which are malformed or invalid, and how they are refused. With --run it judges instead what they assert
about execution: each script becomes one native executable.
)";

constexpr const char *footer = R"(
Exit status: 0 every assertion held; 1 one failed; 2 the command line was wrong, or a script can't be read or run.
)";

constexpr int statusUsage = 2;

// What the parser fills in before it is checked.
struct RawOptions {
  RawCodeOptions code;
  std::string features;
};

void declareOptions(CLI::App &app, Options &options, RawOptions &raw) {
  app.add_option("SCRIPT", options.scripts, "scripts")->required();
  app.add_option("--features", raw.features, "proposals to accept: +NAME,-NAME, wasm1, wasm2, wasm3, all (the default)")
      ->type_name("LIST");
  app.add_flag("--per-file", options.perFile, "print counts for each script too");
  app.add_flag("--round-trip", options.roundTrip, "print each valid module as text, and see that the text is the same module");
  app.add_option("--extract", options.extractTo, "only write every module there, in the binary format")->type_name("DIR");
  app.add_flag("--run", options.run, "compile each script to an executable and run it")->group("Execution");
  app.add_option("--model", options.execution.model,
                 "how instances are reached: library (the default), or program where there is one")
      ->type_name("MODEL")
      ->transform(CLI::CheckedTransformer(modelKinds).description("{library,program}"))
      ->group("Execution");
  app.add_option("--emulator", options.execution.emulator, "runs the executables (qemu-CPU unless they are for this machine)")
      ->type_name("PROGRAM")
      ->group("Execution");
  app.add_flag("--fuel", options.execution.codegen.countFuel, "count instructions, of a budget that lasts")->group("Execution");
  app.add_flag("--gc-stress", options.execution.stressesCollector, "collect garbage at every allocation")->group("Execution");
  app.add_option("--unit-size", options.execution.codegen.unitSize,
                 "compile apart from each other what has so many bytes of bodies")
      ->type_name("BYTES")
      ->group("Execution");
  app.add_option("--linker", options.execution.linker, "links each executable: PROGRAM OBJECT COMMANDS EXECUTABLE")
      ->type_name("PROGRAM")
      ->group("Execution");
  app.add_option("--keep", options.execution.keep, "leave each executable and its output there")
      ->type_name("DIR")
      ->group("Execution");
  declareCodeOptions(app, raw.code, options.execution.codegen);
}

void check(Options &options, const RawOptions &raw) {
  checkCodeOptions(raw.code, options.execution.codegen);
  options.execution.codegen.strip = true;  // names would only cost time
  TargetCpu target = options.execution.codegen.target;
  if (options.execution.emulator.empty() && target != parseTarget(""))
    options.execution.emulator = target == TargetCpu::AArch64 ? "qemu-aarch64" : "qemu-x86_64";
  auto features = FeatureSet::parse(raw.features);
  if (!features)
    throw UsageError{"--features: " + features.error()};
  options.features = *features;
}

}  // namespace

std::variant<Options, int> parseOptions(int argc, char **argv) {
  CLI::App app(description, "wasmc-wast");
  app.footer(footer);
  Options options;
  RawOptions raw;
  declareOptions(app, options, raw);
  try {
    app.parse(argc, argv);
    check(options, raw);
  } catch (const CLI::ParseError &error) {
    if (error.get_exit_code() != 0)
      fmt::print(stderr, "wasmc-wast: error: {}\n  'wasmc-wast --help' lists the options\n", error.what());
    else
      app.exit(error);
    return error.get_exit_code() == 0 ? 0 : statusUsage;
  } catch (const UsageError &error) {
    fmt::print(stderr, "wasmc-wast: error: {}\n", error.message);
    return statusUsage;
  }
  return options;
}

}  // namespace wasmc
