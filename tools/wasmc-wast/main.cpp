// wasmc-wast: scripts of the official test suite against this compiler.
#include "frontend/text/Position.h"
#include "tools/wasmc-wast/Options.h"
#include "tools/wasmc-wast/RoundTrip.h"
#include "tools/wasmc-wast/Runner.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace wasmc {
namespace {

enum ExitStatus { statusHeld = 0, statusFailed = 1, statusUnusable = 2 };

std::optional<std::string> readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return file.is_open() && !file.bad() ? std::optional(std::move(text)) : std::nullopt;
}

void printAt(const std::string &path, std::string_view source, uint64_t offset, std::string_view message) {
  text::Position position = text::positionOf(source, offset);
  fmt::print("{}:{}:{}: {}\n", path, position.line, position.column, message);
}

// Those too that are malformed or invalid; `align.12.wasm` is the module of the twelfth command.
bool extractModules(const std::string &path, const std::vector<text::ScriptCommand> &commands, const std::string &folder) {
  std::string stem = std::filesystem::path(path).stem().string();
  for (size_t index = 0; index < commands.size(); ++index) {
    const auto &module = commands[index].module;
    if (!module || !module->binary)
      continue;
    std::ofstream file(fmt::format("{}/{}.{}.wasm", folder, stem, index + 1), std::ios::binary);
    const std::vector<uint8_t> &bytes = module->binary->bytes;
    if (!file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size())).flush())
      return false;
  }
  return true;
}

std::expected<ScriptReport, std::string> judge(const std::string &path, const std::vector<text::ScriptCommand> &commands,
                                               const Options &options) {
  if (options.run)
    return runExecution(path, commands, options.features, options.execution);
  return options.roundTrip ? runRoundTrip(commands, options.features) : runValidation(commands, options.features);
}

int run(const Options &options) {
  ScriptReport all;
  for (const std::string &path : options.scripts) {
    std::optional<std::string> source = readFile(path);
    if (!source) {
      fmt::print(stderr, "{}: error: can't be read\n", path);
      return statusUnusable;
    }
    auto commands = text::parseScript(*source, options.features);
    if (!commands) {
      printAt(path, *source, commands.error().offset, "error: " + commands.error().message);
      return statusUnusable;
    }
    if (!options.extractTo.empty()) {
      if (extractModules(path, *commands, options.extractTo))
        continue;
      fmt::print(stderr, "{}: error: can't be written to\n", options.extractTo);
      return statusUnusable;
    }
    auto report = judge(path, *commands, options);
    if (!report) {
      fmt::print(stderr, "{}: error: {}\n", path, report.error());
      return statusUnusable;
    }
    for (const ScriptFailure &failure : report->failures)
      printAt(path, *source, failure.offset, failure.message);
    if (options.perFile)
      fmt::print("{}", report->table(path));
    all.add(*report);
  }
  if (!options.extractTo.empty())
    return statusHeld;
  fmt::print("{}", all.table(fmt::format("{} scripts", options.scripts.size())));
  return all.failures.empty() ? statusHeld : statusFailed;
}

}  // namespace
}  // namespace wasmc

int main(int argc, char **argv) {
  auto parsed = wasmc::parseOptions(argc, argv);
  if (int *status = std::get_if<int>(&parsed))
    return *status;
  return wasmc::run(std::get<wasmc::Options>(parsed));
}
