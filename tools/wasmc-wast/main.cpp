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

enum ExitStatus { statusHeld = 0, statusFailed = 1, statusUnreadable = 2 };

std::optional<std::string> readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return file.is_open() && !file.bad() ? std::optional(std::move(text)) : std::nullopt;
}

void printAt(const std::string &path, std::string_view source, uint64_t offset, std::string_view message) {
  text::Position position = text::positionOf(source, offset);
  fmt::print("{}:{}:{}: {}\n", path, position.line, position.column, message);
}

void printTallies(std::string_view title, const ScriptReport &report) {
  fmt::print("{}:\n", title);
  Tally sum;
  for (const auto &[name, tally] : report.tallies) {
    fmt::print("  {:<24} {:>6} held {:>6} failed {:>6} left to execution\n", name, tally.held, tally.failed, tally.left);
    sum.held += tally.held;
    sum.failed += tally.failed;
    sum.left += tally.left;
  }
  fmt::print("  {:<24} {:>6} held {:>6} failed {:>6} left to execution\n", "sum", sum.held, sum.failed, sum.left);
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

int run(const Options &options) {
  ScriptReport all;
  for (const std::string &path : options.scripts) {
    std::optional<std::string> source = readFile(path);
    if (!source) {
      fmt::print(stderr, "{}: error: can't be read\n", path);
      return statusUnreadable;
    }
    auto commands = text::parseScript(*source, options.features);
    if (!commands) {
      printAt(path, *source, commands.error().offset, "error: " + commands.error().message);
      return statusUnreadable;
    }
    if (!options.extractTo.empty()) {
      if (extractModules(path, *commands, options.extractTo))
        continue;
      fmt::print(stderr, "{}: error: can't be written to\n", options.extractTo);
      return statusUnreadable;
    }
    ScriptReport report =
        options.roundTrip ? runRoundTrip(*commands, options.features) : runValidation(*commands, options.features);
    for (const ScriptFailure &failure : report.failures)
      printAt(path, *source, failure.offset, failure.message);
    if (options.perFile)
      printTallies(path, report);
    all.add(report);
  }
  if (!options.extractTo.empty())
    return statusHeld;
  printTallies(fmt::format("{} scripts", options.scripts.size()), all);
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
