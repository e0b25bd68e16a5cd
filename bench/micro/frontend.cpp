// Throughput of the front end.
#include "frontend/Module.h"
#include "frontend/text/Assembler.h"
#include "frontend/text/Printer.h"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

namespace wasmc {
namespace {

using Bytes = std::vector<uint8_t>;

// What compilers make most of (without identifiers, which would be names of locals in the binary): locals, constants, loads and
// stores, comparisons, branches, calls, some floating point.
constexpr std::string_view body = R"((param i32 i32) (result i32) (local i32 i32 f64)
    block
      loop
        local.get 2
        local.get 1
        i32.ge_u
        br_if 1
        local.get 0
        local.get 2
        i32.const 3
        i32.shl
        i32.add
        local.tee 3
        f64.load offset=16
        local.get 4
        f64.add
        local.set 4
        local.get 3
        i32.load8_u offset=1048576
        i32.const 1000000
        i32.and
        if (result i32)
          local.get 0
          local.get 2
          call 0
        else
          local.get 3
          i64.load align=4
          i64.const -1
          i64.xor
          i32.wrap_i64
        end
        local.get 3
        i32.add
        local.set 3
        local.get 0
        local.get 3
        i32.store offset=4
        local.get 2
        i32.const 1
        i32.add
        local.set 2
        br 0
      end
    end
    local.get 3
    local.get 4
    i32.trunc_sat_f64_s
    i32.sub)";

Bytes synthetic() {
  constexpr size_t size = 30'000'000;
  std::string source = "(module (memory 1)";
  size_t unit = 0;
  for (size_t functions = 1; unit == 0 || functions * unit < size; ++functions) {
    source += fmt::format("(func {})", body);
    if (functions == 100)
      unit = text::assembleModule(source + ")")->bytes.size() / 100;
  }
  return text::assembleModule(source + ")")->bytes;
}

Bytes read(const char *path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    fmt::print(stderr, "{}: can't be read\n", path);
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

void decodeAndValidate(benchmark::State &state, const Bytes &bytes, unsigned threads) {
  for (auto _ : state) {
    Result<Module> module = decodeModule(bytes, FeatureSet::all());
    if (!module || !validateFunctions(*module, threads))
      return state.SkipWithError("the module is not valid");
  }
  state.SetBytesProcessed(state.iterations() * bytes.size());
}

void print(benchmark::State &state, const Bytes &bytes) {
  Result<Module> module = decodeModule(bytes, FeatureSet::all());
  size_t size = 0;
  for (auto _ : state) {
    Result<std::string> text = module ? text::printModule(*module) : std::unexpected(module.error());
    if (!text)
      return state.SkipWithError("the module can't be printed");
    size = text->size();
  }
  state.SetBytesProcessed(state.iterations() * size);
}

void assemble(benchmark::State &state, const Bytes &bytes) {
  Result<Module> module = decodeModule(bytes, FeatureSet::all());
  Result<std::string> text = module ? text::printModule(*module) : std::unexpected(module.error());
  if (!text)
    return state.SkipWithError("the module can't be printed");
  for (auto _ : state)
    if (!text::assembleModule(*text))
      return state.SkipWithError("the text can't be assembled");
  state.SetBytesProcessed(state.iterations() * text->size());
}

void add(const std::string &name, Bytes bytes) {
  auto shared = std::make_shared<Bytes>(std::move(bytes));
  for (unsigned threads : {1u, std::max(2u, std::thread::hardware_concurrency())})
    benchmark::RegisterBenchmark(fmt::format("validate/{}/threads:{}", name, threads).c_str(),
                                 [=](benchmark::State &state) { decodeAndValidate(state, *shared, threads); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  benchmark::RegisterBenchmark(("print/" + name).c_str(), [=](benchmark::State &state) {
    print(state, *shared);
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(("assemble/" + name).c_str(), [=](benchmark::State &state) {
    assemble(state, *shared);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace
}  // namespace wasmc

int main(int argc, char **argv) {
  benchmark::Initialize(&argc, argv);
  if (argc == 1)
    wasmc::add("synthetic", wasmc::synthetic());
  for (int i = 1; i < argc; ++i)
    wasmc::add(argv[i], wasmc::read(argv[i]));
  benchmark::RunSpecifiedBenchmarks();
}
