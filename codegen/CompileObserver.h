// Who wants to know how a compilation goes, and what its steps cost.
#pragma once

#include "codegen/Options.h"

#include <chrono>
#include <cstddef>

namespace wasmc {

enum class Phase : uint8_t { Read, Validate, Emit, Optimize, Generate, Names, Link };
inline constexpr size_t phaseCount = 7;

// What one thread has spent.
struct PhaseCost {
  std::chrono::nanoseconds wall{}, cpu{};
};

// spent() is called from several threads at once, advanced() from one at a time.
class CompileObserver {
public:
  virtual ~CompileObserver() = default;
  // A thread has been through a phase, or a part of one.
  virtual void spent(Phase phase, PhaseCost cost) = 0;
  // So many functions, with so many bytes of bodies, are compiled, of those that there are in all.
  struct Progress {
    size_t functions, allFunctions;
    uint64_t bytes, allBytes;
  };
  virtual void advanced(const Progress &progress) = 0;
};

// Tells the observer, which may be null, what its life has cost.
class PhaseTimer {
public:
  PhaseTimer(CompileObserver *observer, Phase phase);
  ~PhaseTimer();
  PhaseTimer(const PhaseTimer &) = delete;
  PhaseTimer &operator=(const PhaseTimer &) = delete;

private:
  CompileObserver *observer;
  Phase phase;
  PhaseCost begin;
};

}  // namespace wasmc
