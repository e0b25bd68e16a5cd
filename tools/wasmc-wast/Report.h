// What became of a script's commands.
#pragma once

#include "frontend/text/Script.h"

#include <map>
#include <string>
#include <vector>

namespace wasmc {

struct Tally {
  uint64_t held = 0;
  uint64_t failed = 0;
  uint64_t skipped = 0;
};

struct ScriptFailure {
  uint64_t offset;  // in the script, of the command
  std::string message;
};

struct ScriptReport {
  std::map<std::string_view, Tally> tallies;  // by kind of command
  std::map<std::string, uint64_t> reasons;    // of what was skipped
  std::vector<ScriptFailure> failures;

  void hold(const text::ScriptCommand &command) { ++tallies[text::commandName(command.kind)].held; }
  void fail(const text::ScriptCommand &command, std::string_view message);
  void skip(const text::ScriptCommand &command, const std::string &reason);
  // Holds if nothing is wrong.
  void judge(const text::ScriptCommand &command, const std::string &problem);

  void add(const ScriptReport &other);
  Tally sum() const;
  // The counts as a table, with a line per reason.
  std::string table(std::string_view title) const;
};

}  // namespace wasmc
