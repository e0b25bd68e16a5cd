#include "tools/wasmc-wast/RoundTrip.h"

#include "frontend/Module.h"
#include "frontend/text/Printer.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

std::string firstDifference(std::string_view before, std::string_view after) {
  size_t at = std::ranges::mismatch(before, after).in1 - before.begin();
  size_t start = before.substr(0, at).rfind('\n') + 1;
  auto line = [&](std::string_view text) { return text.substr(start, text.find('\n', at) - start); };
  return fmt::format("printed: {}; printed again: {}", line(before), line(after));
}

// Nothing if all is well.
std::string roundTrip(std::span<const uint8_t> bytes, FeatureSet features) {
  Result<std::string> text = printModule(bytes, features);
  if (!text)
    return "can't be printed: " + text.error().message;
  Result<Assembled> assembled = assembleModule(*text);
  if (!assembled)
    return fmt::format("its text can't be assembled: {} at: {}", assembled.error().message,
                       std::string_view(*text).substr(std::min<uint64_t>(assembled.error().offset, text->size()), 60));
  Result<Module> module = decodeModule(assembled->bytes, features);
  if (!module)
    return "its text is not valid: " + module.error().message;
  if (Result<void> valid = validateFunctions(*module); !valid)
    return "its text is not valid: " + valid.error().message;
  Result<std::string> again = printModule(assembled->bytes, features);
  if (!again)
    return "can't be printed again: " + again.error().message;
  return *again == *text ? "" : firstDifference(*text, *again);
}

bool isValid(std::span<const uint8_t> bytes, FeatureSet features) {
  Result<Module> module = decodeModule(bytes, features);
  return module && validateFunctions(*module);
}

}  // namespace

ScriptReport runRoundTrip(const std::vector<ScriptCommand> &commands, FeatureSet features) {
  ScriptReport report;
  for (const ScriptCommand &command : commands) {
    report.add(runRoundTrip(command.commands, features));
    if (!command.module)
      continue;
    std::vector<uint8_t> bytes = command.module->bytes;
    if (command.module->form != ScriptModule::Form::Binary) {
      Result<Assembled> assembled = assemble(*command.module);
      if (!assembled)
        continue;
      bytes = std::move(assembled->bytes);
    }
    if (!isValid(bytes, features))
      continue;
    Tally &tally = report.tallies["module"];
    if (std::string problem = roundTrip(bytes, features); !problem.empty()) {
      ++tally.failed;
      report.failures.push_back({command.offset, std::move(problem)});
    } else {
      ++tally.held;
    }
  }
  return report;
}

}  // namespace wasmc
