#include "tools/wasmc/CompileReport.h"

#include <ctime>
#include <fmt/format.h>
#include <llvm/Support/Process.h>
#include <sys/resource.h>

namespace wasmc {
namespace {

using Seconds = std::chrono::duration<double>;

// Shorter compilations show nothing.
constexpr Seconds quietTime{1};

constexpr const char *phaseNames[phaseCount] = {"read", "validate", "emit IR", "optimise", "generate code", "names", "link"};

double processSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double peakMiB() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;  // KiB (getrusage(2))
}

}  // namespace

CompileReport::CompileReport() : isTerminal(llvm::sys::Process::StandardErrIsDisplayed()) {}

void CompileReport::spent(Phase phase, PhaseCost cost) {
  std::scoped_lock lock(mutex);
  PhaseCost &sum = costs[static_cast<size_t>(phase)];
  sum.wall += cost.wall;
  sum.cpu += cost.cpu;
}

void CompileReport::advanced(const Progress &progress) {
  Seconds past = Clock::now() - begin;
  if (!isTerminal || past < quietTime || progress.bytes == 0)
    return;
  fmt::print(stderr, "\r\033[K");  // erases the line (ECMA-48, EL)
  if (progress.bytes == progress.allBytes)
    return;
  double part = static_cast<double>(progress.bytes) / static_cast<double>(progress.allBytes);
  fmt::print(stderr, "wasmc: {} of {} functions, {:.0f} %, {:.0f} s left", progress.functions, progress.allFunctions, 100 * part,
             past.count() * (1 - part) / part);
}

std::string CompileReport::times() const {
  std::scoped_lock lock(mutex);
  std::string text = fmt::format("{:<16}{:>10}{:>10}\n", "seconds", "wall", "CPU");
  for (size_t i = 0; i < phaseCount; ++i)
    text += fmt::format("{:<16}{:>10.3f}{:>10.3f}\n", phaseNames[i], Seconds(costs[i].wall).count(), Seconds(costs[i].cpu).count());
  text += fmt::format("{:<16}{:>10.3f}{:>10.3f}\n", "in all", Seconds(Clock::now() - begin).count(), processSeconds());
  return text + fmt::format("phases are sums over threads; peak memory {:.0f} MiB\n", peakMiB());
}

}  // namespace wasmc
