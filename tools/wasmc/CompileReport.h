// What users see of how a compilation goes: a line of progress on a terminal, and the report of --time-report.
#pragma once

#include "codegen/CompileObserver.h"

#include <array>
#include <mutex>
#include <string>

namespace wasmc {

class CompileReport final : public CompileObserver {
public:
  CompileReport();

  void spent(Phase phase, PhaseCost cost) override;
  void advanced(const Progress &progress) override;

  // Times of the phases so far, of all threads together, and the peak of memory: lines of text.
  std::string times() const;

private:
  using Clock = std::chrono::steady_clock;

  const Clock::time_point begin = Clock::now();
  const bool isTerminal;  // standard error
  mutable std::mutex mutex;
  std::array<PhaseCost, phaseCount> costs{};
};

}  // namespace wasmc
