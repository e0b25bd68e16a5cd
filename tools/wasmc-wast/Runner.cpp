#include "tools/wasmc-wast/Runner.h"

#include "frontend/Module.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

using text::ScriptCommand;
using Kind = ScriptCommand::Kind;

// How far a module gets, and what is said about it there.
struct Outcome {
  enum class Stage : uint8_t { Malformed, Invalid, Valid } stage;
  std::string message;
  std::vector<std::string> warnings;
};

Outcome tryModule(const text::ScriptModule &source, FeatureSet features) {
  using enum Outcome::Stage;
  if (!source.binary)
    return {Malformed, source.binary.error().message, {}};
  // What the assembler has made is well-formed. In a binary one, decoding and validation are one pass: only the message tells.
  Result<Module> module = decodeModule(source.binary->bytes, features);
  if (!module)
    return {Invalid, module.error().message, {}};
  Outcome outcome{Valid, "", {}};
  for (const Diagnostic &warning : module->warnings)
    outcome.warnings.push_back(warning.message);
  if (Result<void> valid = validateFunctions(*module); !valid)
    return {Invalid, valid.error().message, std::move(outcome.warnings)};
  return outcome;
}

// What is wrong with the message; nothing if it is as it should be.
std::string compareMessage(const std::string &message, const std::string &expected) {
  return message.starts_with(expected) ? "" : fmt::format("says: {}; should say: {}", message, expected);
}

std::string judgeValid(const ScriptCommand &command, FeatureSet features) {
  Outcome outcome = tryModule(*command.module, features);
  return outcome.stage == Outcome::Stage::Valid ? "" : "refused: " + outcome.message;
}

std::string judgeRefused(const ScriptCommand &command, FeatureSet features) {
  Outcome outcome = tryModule(*command.module, features);
  if (outcome.stage == Outcome::Stage::Valid)
    return "accepted; should say: " + command.text;
  bool isBinary = command.module->form == text::ScriptModule::Form::Binary;
  bool malformed = outcome.stage == Outcome::Stage::Malformed;
  if (!isBinary && malformed != (command.kind == Kind::AssertMalformed))
    return fmt::format("is {}: {}; should say: {}", malformed ? "malformed" : "invalid", outcome.message, command.text);
  return compareMessage(outcome.message, command.text);
}

// A custom section or annotation may be ignored, with a warning.
std::string judgeCustom(const ScriptCommand &command, FeatureSet features) {
  Outcome outcome = tryModule(*command.module, features);
  if (outcome.stage != Outcome::Stage::Valid)
    return compareMessage(outcome.message, command.text);
  std::string problem = "accepted without a warning; should say: " + command.text;
  for (const std::string &warning : outcome.warnings) {
    problem = compareMessage(warning, command.text);
    if (problem.empty())
      break;
  }
  return problem;
}

// Assertions about execution are about modules that are valid.
bool isLeftToExecution(Kind kind) {
  switch (kind) {
  case Kind::Module:
  case Kind::ModuleDefinition:
  case Kind::AssertInvalid:
  case Kind::AssertMalformed:
  case Kind::AssertInvalidCustom:
  case Kind::AssertMalformedCustom: return false;
  default: return true;
  }
}

std::string judge(const ScriptCommand &command, FeatureSet features) {
  switch (command.kind) {
  case Kind::AssertInvalid:
  case Kind::AssertMalformed: return judgeRefused(command, features);
  case Kind::AssertInvalidCustom:
  case Kind::AssertMalformedCustom: return judgeCustom(command, features);
  default: return command.module ? judgeValid(command, features) : "";
  }
}

}  // namespace

ScriptReport runValidation(const std::vector<text::ScriptCommand> &commands, FeatureSet features) {
  ScriptReport report;
  for (const ScriptCommand &command : commands) {
    std::string problem = judge(command, features);
    if (problem.empty() && isLeftToExecution(command.kind))
      report.skip(command, "left to execution");
    else
      report.judge(command, problem);
    report.add(runValidation(command.commands, features));
  }
  return report;
}

}  // namespace wasmc
