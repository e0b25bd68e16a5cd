// What a host pays for plugins (libwasmc): calls in and out, instances from a pool, resets, requests per second, many live instances.
//
//   library-bench [BENCHMARK OPTION...] NAME=PLUGIN,IMAGE_PLUGIN...
//
// PLUGIN is library.wat, IMAGE_PLUGIN the same with 1 MiB of initial data, compiled in one mode. library.wat is also linked in.
#include "guest.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

wasmc_i32_result callAdd(wasmc_function *function, int32_t a, int32_t b) WASMC_TYPED_CALL(i32);

int32_t guest_import_host_nothing(guest *, int32_t value) { return value; }

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t liveInstances = 10000;
constexpr int hostCalls = 100000;

void require(wasmc_error *error) {
  if (!error)
    return;
  std::fprintf(stderr, "library-bench: %s\n", wasmc_error_message(error));
  std::exit(1);
}

wasmc_error *nothing(void *, wasmc_instance *, wasmc_value *) { return nullptr; }

// A module with what its instances import.
struct Plugin {
  explicit Plugin(const std::string &path) {
    wasmc_error *error = nullptr;
    module = wasmc_module_open(path.c_str(), &error);
    require(error);
    require(wasmc_imports_function(imports, "host", "nothing", "(i32) -> (i32)", nothing, nullptr, nullptr));
  }

  wasmc_instance *instantiate() const {
    wasmc_error *error = nullptr;
    wasmc_instance *instance = wasmc_instance_new(module, imports, nullptr, &error);
    require(error);
    return instance;
  }

  wasmc_module *module = nullptr;
  wasmc_imports *imports = wasmc_imports_new();
};

[[gnu::noinline]] int32_t plainAdd(int32_t a, int32_t b) { return a + b; }

// Here, so that the loops before it need not have the value in memory.
void keep(int32_t value) { benchmark::DoNotOptimize(value); }

void plainCall(benchmark::State &state) {
  int32_t (*volatile function)(int32_t, int32_t) = plainAdd;
  int32_t sum = 0;
  for (auto _ : state)
    sum = function(sum, 1);
  keep(sum);
}

// Where a plugin's functions are: in another shared object, whose distance costs an indirect call some cycles by itself.
void plainFarCall(benchmark::State &state) {
  int (*volatile function)(int) = toascii;
  int value = 1;
  for (auto _ : state)
    value = function(value);
  keep(value);
}

void callIn(benchmark::State &state, const Plugin *plugin) {
  wasmc_instance *instance = plugin->instantiate();
  wasmc_function *add = wasmc_instance_function(instance, "add");
  int32_t sum = 0;
  for (auto _ : state) {
    const wasmc_i32_result returned = callAdd(add, sum, 1);
    require(returned.error);
    sum = returned.value;
  }
  keep(sum);
  wasmc_instance_delete(instance);
}

void callInLinked(benchmark::State &state) {
  wasmc_error *error = nullptr;
  guest *instance = guest_new(nullptr, nullptr, &error);
  require(error);
  int32_t sum = 0;
  for (auto _ : state)
    require(guest_add(instance, sum, 1, &sum));
  keep(sum);
  guest_delete(instance);
}

void callInWithSlots(benchmark::State &state, const Plugin *plugin) {
  wasmc_instance *instance = plugin->instantiate();
  wasmc_function *add = wasmc_instance_function(instance, "add");
  wasmc_value slots[2] = {};
  for (auto _ : state) {
    slots[1].i32 = 1;
    require(wasmc_function_call(add, slots));
    benchmark::DoNotOptimize(slots[0].i32);
  }
  wasmc_instance_delete(instance);
}

// The time of an iteration is that of all its calls out.
void callOut(benchmark::State &state, const Plugin *plugin) {
  wasmc_instance *instance = plugin->instantiate();
  wasmc_function *function = wasmc_instance_function(instance, "call_host");
  for (auto _ : state) {
    wasmc_value count = {};
    count.i32 = hostCalls;
    require(wasmc_function_call(function, &count));
  }
  state.counters["calls"] = hostCalls;
  wasmc_instance_delete(instance);
}

void handle(wasmc_instance *instance) {
  wasmc_value request = {};
  request.i32 = 42;
  require(wasmc_function_call(wasmc_instance_function(instance, "handle"), &request));
  if (request.i32 != 42) {
    std::fprintf(stderr, "library-bench: an instance that is not fresh\n");
    std::exit(1);
  }
}

// The median of what `timed` takes, in seconds; `before` is not counted.
template <typename Before, typename Timed> void median(benchmark::State &state, Before before, Timed timed) {
  std::vector<double> times;
  for (auto _ : state) {
    before();
    auto begin = Clock::now();
    timed();
    times.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    state.SetIterationTime(times.back());
  }
  std::ranges::nth_element(times, times.begin() + static_cast<ptrdiff_t>(times.size() / 2));
  state.counters["p50"] = times[times.size() / 2];
}

// From taking an instance to having given it back, with a request that writes to it in between; the request counts.
void pool(benchmark::State &state, const Plugin *plugin) {
  wasmc_error *error = nullptr;
  wasmc_pool *instances = wasmc_pool_new(plugin->module, plugin->imports, nullptr, 1, &error);
  require(error);
  auto serve = [&] {
    wasmc_instance *instance = wasmc_pool_take(instances, &error);
    require(error);
    handle(instance);
    wasmc_pool_give(instances, instance);
  };
  median(state, [] {}, serve);
  wasmc_pool_delete(instances);
}

void reset(benchmark::State &state, const Plugin *plugin) {
  wasmc_instance *instance = plugin->instantiate();
  median(state, [&] { handle(instance); }, [&] { require(wasmc_instance_reset(instance)); });
  wasmc_instance_delete(instance);
}

void instantiate(benchmark::State &state, const Plugin *plugin) {
  wasmc_instance *instance = nullptr;
  auto forget = [&] { wasmc_instance_delete(std::exchange(instance, nullptr)); };
  median(state, forget, [&] { instance = plugin->instantiate(); });
  forget();
}

long residentBytes() {
  long pages = 0;
  FILE *file = std::fopen("/proc/self/statm", "r");
  if (!file || std::fscanf(file, "%*d %ld", &pages) != 1)
    pages = 0;
  if (file)
    std::fclose(file);
  return pages * 4096;
}

// So many at once, each of which has served a request.
void live(benchmark::State &state, const Plugin *plugin) {
  for (auto _ : state) {
    long before = residentBytes();
    std::vector<wasmc_instance *> instances;
    for (size_t i = 0; i < liveInstances; ++i)
      handle(instances.emplace_back(plugin->instantiate()));
    state.counters["bytes"] = static_cast<double>(residentBytes() - before) / liveInstances;
    for (wasmc_instance *instance : instances)
      wasmc_instance_delete(instance);
  }
  state.counters["instances"] = liveInstances;
}

void registerAll(const std::string &name, const Plugin *small, const Plugin *image) {
  auto add = [&](const char *kind, void (*run)(benchmark::State &, const Plugin *), const Plugin *plugin) {
    return benchmark::RegisterBenchmark((kind + ("/" + name)).c_str(), run, plugin);
  };
  add("call-in", callIn, small);
  add("call-in-slots", callInWithSlots, small);
  add("call-out", callOut, small);
  add("pool-small", pool, small)->UseManualTime();
  add("pool-1MiB", pool, image)->UseManualTime();
  add("reset-small", reset, small)->UseManualTime();
  add("reset-1MiB", reset, image)->UseManualTime();
  add("instantiate-small", instantiate, small)->UseManualTime();
  add("instantiate-1MiB", instantiate, image)->UseManualTime();
  add("live", live, small)->Iterations(1)->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int count, char **arguments) {
  benchmark::Initialize(&count, arguments);
  benchmark::RegisterBenchmark("plain", plainCall);
  benchmark::RegisterBenchmark("plain-far", plainFarCall);
  benchmark::RegisterBenchmark("call-in-linked", callInLinked);
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    const size_t equals = argument.find('='), comma = argument.find(',');
    if (equals == std::string::npos || comma == std::string::npos || comma < equals) {
      std::fprintf(stderr, "usage: library-bench [OPTION...] NAME=PLUGIN,IMAGE_PLUGIN...\n");
      return 2;
    }
    registerAll(argument.substr(0, equals), new Plugin(argument.substr(equals + 1, comma - equals - 1)),
                new Plugin(argument.substr(comma + 1)));
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
