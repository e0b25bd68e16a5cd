#include "tools/wasmc-wast/Report.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

void add(Tally &sum, const Tally &tally) {
  sum.held += tally.held;
  sum.failed += tally.failed;
  sum.skipped += tally.skipped;
}

std::string row(std::string_view name, const Tally &tally) {
  return fmt::format("  {:<24} {:>6} held {:>6} failed {:>6} skipped\n", name, tally.held, tally.failed, tally.skipped);
}

}  // namespace

void ScriptReport::fail(const text::ScriptCommand &command, std::string_view message) {
  ++tallies[text::commandName(command.kind)].failed;
  failures.push_back({command.offset, fmt::format("{}: {}", text::commandName(command.kind), message)});
}

void ScriptReport::skip(const text::ScriptCommand &command, const std::string &reason) {
  ++tallies[text::commandName(command.kind)].skipped;
  ++reasons[reason];
}

void ScriptReport::judge(const text::ScriptCommand &command, const std::string &problem) {
  if (problem.empty())
    hold(command);
  else
    fail(command, problem);
}

void ScriptReport::add(const ScriptReport &other) {
  for (const auto &[name, tally] : other.tallies)
    wasmc::add(tallies[name], tally);
  for (const auto &[reason, count] : other.reasons)
    reasons[reason] += count;
  failures.insert(failures.end(), other.failures.begin(), other.failures.end());
}

Tally ScriptReport::sum() const {
  Tally sum;
  for (const auto &[name, tally] : tallies)
    wasmc::add(sum, tally);
  return sum;
}

std::string ScriptReport::table(std::string_view title) const {
  std::string text = fmt::format("{}:\n", title);
  for (const auto &[name, tally] : tallies)
    text += row(name, tally);
  text += row("sum", sum());
  for (const auto &[reason, count] : reasons)
    text += fmt::format("  {} skipped: {}\n", count, reason);
  return text;
}

}  // namespace wasmc
