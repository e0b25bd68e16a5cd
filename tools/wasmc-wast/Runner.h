// Runs what a script asserts about modules before they execute.
#pragma once

#include "frontend/Features.h"
#include "frontend/text/Script.h"

#include <map>

namespace wasmc {

struct Tally {
  uint64_t held = 0;
  uint64_t failed = 0;
  uint64_t left = 0;  // to execution
};

struct ScriptFailure {
  uint64_t offset;  // in the script, of the command
  std::string message;
};

struct ScriptReport {
  std::map<std::string_view, Tally> tallies;  // by kind of command
  std::vector<ScriptFailure> failures;

  void add(const ScriptReport &other);
};

// Every module of the script is assembled, decoded and validated, and every assertion about that is judged.
ScriptReport runValidation(const std::vector<text::ScriptCommand> &commands, FeatureSet features);

}  // namespace wasmc
