// What a script becomes before it is compiled: its modules, and its commands with all names resolved.
#pragma once

#include "codegen/Codegen.h"
#include "frontend/text/Script.h"
#include "tools/wasmc-wast/Report.h"

namespace wasmc {

struct ScriptPlan {
  std::vector<InputModule> modules;                  // each compiled once; the first one is spectest
  std::vector<const text::ScriptCommand *> sources;  // where they stand; null for spectest
  std::vector<uint8_t> commands;                     // driver/CommandFormat.h
  std::vector<const text::ScriptCommand *> numbers;  // the commands by their numbers in `commands`; null for spectest's
  ScriptReport report;                               // of what is settled before anything runs
  // A module is instantiated once and no other one but spectest is needed: it can be the main module of an executable.
  bool isProgram = false;
};

// Borrows the commands. A module that is refused has failed, and what depends on it is skipped; what is not about execution
// (assert_invalid and its kin) is left out.
ScriptPlan planScript(const std::vector<text::ScriptCommand> &commands, FeatureSet features);

}  // namespace wasmc
