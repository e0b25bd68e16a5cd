// Calls, native beside compiled from Wasm: indirect ones, those through references, and those to the host. (A direct one has no
// counterpart: Wasm cannot say that a function is not to be inlined.)
//
//   calls-bench [BENCHMARK OPTION...] NAME=EXECUTABLE...
//
// Each EXECUTABLE is calls.c, built in one way or another. It measures its own calls, so that starting it does not count.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>
#include <string>

namespace {

struct Kind {
  const char *name;
  int count;  // calls per iteration: some milliseconds; a multiple of 4
};

constexpr Kind kinds[] = {{"indirect-same", 5'000'000},
                          {"indirect-mixed", 5'000'000},
                          {"reference-same", 5'000'000},
                          {"reference-mixed", 5'000'000},
                          {"clock", 200'000},
                          {"flags", 50'000},
                          {"write", 50'000}};

// Nanoseconds for the calls of one iteration, or nothing above zero if the executable failed.
double runOnce(const std::string &executable, Kind kind) {
  const std::string command = "'" + executable + "' " + kind.name + " " + std::to_string(kind.count);
  const std::unique_ptr<FILE, int (*)(FILE *)> output(popen(command.c_str(), "r"), pclose);
  double nanoseconds = 0;
  return output && std::fscanf(output.get(), "%lf", &nanoseconds) == 1 ? nanoseconds : 0;
}

void measure(benchmark::State &state, const std::string &executable, Kind kind) {
  double least = std::numeric_limits<double>::infinity();
  for (auto _ : state) {
    const double nanoseconds = runOnce(executable, kind);
    if (nanoseconds <= 0) {
      state.SkipWithError("the executable failed");
      return;
    }
    state.SetIterationTime(nanoseconds / 1e9);
    least = std::min(least, nanoseconds);
  }
  // The least of all iterations: other processes only add.
  state.counters["ns/call"] = least / kind.count;
}

}  // namespace

int main(int count, char **arguments) {
  benchmark::Initialize(&count, arguments);
  for (const Kind kind : kinds) {
    for (int i = 1; i < count; ++i) {
      const std::string argument = arguments[i];
      const size_t equals = argument.find('=');
      if (equals == std::string::npos) {
        std::fprintf(stderr, "usage: calls-bench [OPTION...] NAME=EXECUTABLE...\n");
        return 2;
      }
      const std::string name = std::string(kind.name) + "/" + argument.substr(0, equals);
      benchmark::RegisterBenchmark(name.c_str(), measure, argument.substr(equals + 1), kind)->UseManualTime();
    }
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
