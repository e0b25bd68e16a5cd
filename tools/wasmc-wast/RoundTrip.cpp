#include "tools/wasmc-wast/RoundTrip.h"

#include "frontend/Module.h"
#include "frontend/text/Printer.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

using Bytes = std::span<const uint8_t>;

std::string firstDifference(std::string_view before, std::string_view after) {
  size_t at = std::ranges::mismatch(before, after).in1 - before.begin();
  size_t start = before.substr(0, at).rfind('\n') + 1;
  auto line = [&](std::string_view text) { return text.substr(start, text.find('\n', at) - start); };
  return fmt::format("printed: {}; printed again: {}", line(before), line(after));
}

Result<Module> validModule(Bytes bytes, FeatureSet features) {
  Result<Module> module = decodeModule(bytes, features);
  if (module)
    if (Result<void> valid = validateFunctions(*module); !valid)
      return std::unexpected(valid.error());
  return module;
}

// The first function whose body is encoded in another way.
std::optional<uint32_t> findDifferentBody(const Module &module, const Module &copy) {
  for (uint32_t index = 0; index < module.functions.size(); ++index)
    if (!std::ranges::equal(module.functions[index].body.bytes, copy.functions[index].body.bytes))
      return index;
  return std::nullopt;
}

// What is wrong; nothing if all is well.
std::string roundTrip(const Module &module, bool isAssembled, FeatureSet features) {
  Result<std::string> printed = text::printModule(module);
  if (!printed)
    return "can't be printed: " + printed.error().message;
  Result<text::Assembled> assembled = text::assembleModule(*printed);
  if (!assembled)
    return fmt::format("its text can't be assembled: {}, at: {}", assembled.error().message,
                       std::string_view(*printed).substr(std::min<uint64_t>(assembled.error().offset, printed->size()), 60));
  Result<Module> copy = validModule(assembled->bytes, features);
  if (!copy)
    return "its text is not valid: " + copy.error().message;
  Result<std::string> again = text::printModule(*copy);
  if (!again)
    return "can't be printed again: " + again.error().message;
  if (isAssembled && *again == *printed)
    if (std::optional<uint32_t> function = findDifferentBody(module, *copy))
      return fmt::format("function {} is another one after printing", *function);
  return *again == *printed ? "" : firstDifference(*printed, *again);
}

}  // namespace

ScriptReport runRoundTrip(const std::vector<text::ScriptCommand> &commands, FeatureSet features) {
  ScriptReport report;
  for (const text::ScriptCommand &command : commands) {
    report.add(runRoundTrip(command.commands, features));
    if (!command.module || !command.module->binary)
      continue;
    bool isAssembled = command.module->form != text::ScriptModule::Form::Binary;
    Result<Module> module = validModule(command.module->binary->bytes, features);
    if (!module)
      continue;
    report.judge(command, roundTrip(*module, isAssembled, features));
  }
  return report;
}

}  // namespace wasmc
