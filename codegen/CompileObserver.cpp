#include "codegen/CompileObserver.h"

#include <ctime>

namespace wasmc {
namespace {

std::chrono::nanoseconds now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

PhaseCost now() { return {now(CLOCK_MONOTONIC), now(CLOCK_THREAD_CPUTIME_ID)}; }

}  // namespace

PhaseTimer::PhaseTimer(CompileObserver *observer, Phase phase) : observer(observer), phase(phase) {
  if (observer)
    begin = now();
}

PhaseTimer::~PhaseTimer() {
  if (!observer)
    return;
  PhaseCost end = now();
  observer->spent(phase, {end.wall - begin.wall, end.cpu - begin.cpu});
}

}  // namespace wasmc
