#include "tools/wasmc-wast/Options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace wasmc {
namespace {

constexpr const char *description = R"(wasmc-wast judges what scripts of the official WebAssembly test suite (.wast) assert about
modules: which are valid, which are malformed or invalid, and how they are refused.
)";

constexpr const char *footer = R"(
Exit status: 0 every assertion held; 1 one failed; 2 the command line was wrong, or a script can't be read.
)";

constexpr int statusUsage = 2;

}  // namespace

std::variant<Options, int> parseOptions(int argc, char **argv) {
  CLI::App app(description, "wasmc-wast");
  app.footer(footer);
  Options options;
  std::string featureList;
  app.add_option("SCRIPT", options.scripts, "scripts")->required();
  app.add_option("--features", featureList, "proposals to accept: +NAME,-NAME, wasm1, wasm2, wasm3, all (the default)")
      ->type_name("LIST");
  app.add_flag("--per-file", options.perFile, "print counts for each script too");
  app.add_flag("--round-trip", options.roundTrip, "print each valid module as text, and see that the text is the same module");
  app.add_option("--extract", options.extractTo, "only write every module there, in the binary format")->type_name("DIR");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    if (error.get_exit_code() != 0)
      fmt::print(stderr, "wasmc-wast: error: {}\n  'wasmc-wast --help' lists the options\n", error.what());
    else
      app.exit(error);
    return error.get_exit_code() == 0 ? 0 : statusUsage;
  }
  auto features = FeatureSet::parse(featureList);
  if (!features) {
    fmt::print(stderr, "wasmc-wast: error: --features: {}\n", features.error());
    return statusUsage;
  }
  options.features = *features;
  return options;
}

}  // namespace wasmc
