// Heaps of instances: each is collected by the thread that runs the instance, while references are made and deleted by others; who is
// not in a guest is not disturbed. Each finds its garbage: what an instance makes is many times its limit.
//
// RUN: %wasmc --emit=shared %root/test/library/Inputs/objects.wat -o %t.so
// RUN: %hosttest -I%root/rt/include %s -o %t && %run %t %t.so
// What several threads do is compiled with it, for ThreadSanitizer to see it.
// RUN: %if sanitizers %{ cd %root/rt && %hosttest -I%root/rt/include -fsanitize=thread -DWASMC_HOSTED gc/Heap.cpp gc/Marker.cpp gc/Collector.cpp host/References.cpp %s -o %t.tsan %}
// RUN: %if sanitizers %{ %t.tsan %t.so %}
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>
#include <wasmc/wasmc.hpp>

namespace {

void expect(bool condition, const char *what) {
  if (condition)
    return;
  fprintf(stderr, "FAILED: %s\n", what);
  abort();
}

constexpr int threadCount = 3, rounds = 40;

wasmc_error *nothing(void *, wasmc_instance *, wasmc_value *) { return nullptr; }

struct Host {
  explicit Host(const char *path) : module(wasmc_module_open(path, nullptr)), imports(wasmc_imports_new()) {
    expect(module, "a module");
    wasmc::check(wasmc_imports_function(imports, "env", "call", nullptr, nothing, nullptr, nullptr));
    wasmc::check(wasmc_imports_function(imports, "env", "pass", nullptr, nothing, nullptr, nullptr));
  }
  ~Host() {
    wasmc_imports_delete(imports);
    wasmc_module_delete(module);
  }
  wasmc_instance *instantiate(const char *option) const {
    wasmc_policy *policy = wasmc_policy_new();
    wasmc::check(wasmc_policy_add(policy, option));
    wasmc_instance *instance = wasmc_instance_new(module, imports, policy, nullptr);
    wasmc_policy_delete(policy);
    expect(instance, "an instance");
    return instance;
  }

  wasmc_module *module;
  wasmc_imports *imports;
};

wasmc_value call(wasmc_instance *instance, const char *name, wasmc_value argument) {
  wasmc::check(wasmc_function_call(wasmc_instance_function(instance, name), &argument));
  return argument;
}
int32_t number(wasmc_instance *instance, const char *name, int32_t argument) { return call(instance, name, {.i32 = argument}).i32; }
wasmc::Ref list(wasmc_instance *instance, int32_t length) { return wasmc::Ref(call(instance, "list", {.i32 = length}).ref); }
int32_t sum(wasmc_instance *instance, const wasmc::Ref &list) { return call(instance, "sum", {.ref = list.get()}).i32; }

// Hands references to another thread, which copies and deletes them while this one collects.
struct Exchange {
  wasmc_ref *refs[rounds] = {};
  int count = 0;
};

void *copyAndDelete(void *data) {
  auto &exchange = *static_cast<Exchange *>(data);
  for (int i = 0; i < rounds; ++i) {
    while (__atomic_load_n(&exchange.count, __ATOMIC_ACQUIRE) <= i)
      sched_yield();
    wasmc::Ref copy(wasmc_ref_copy(exchange.refs[i]));
    wasmc_ref_delete(exchange.refs[i]);
    expect(wasmc_ref_equal(copy.get(), copy.get()), "a reference");
  }
  return nullptr;
}

void *runGuest(void *data) {
  auto &host = *static_cast<const Host *>(data);
  wasmc_instance *instance = host.instantiate("--max-gc-heap=1M");
  Exchange exchange;
  pthread_t other;
  expect(pthread_create(&other, nullptr, copyAndDelete, &exchange) == 0, "thread");
  expect(number(instance, "keep list", 1000) == 500500, "a list");
  for (int i = 0; i < rounds; ++i) {
    exchange.refs[i] = list(instance, 10).release();
    __atomic_store_n(&exchange.count, i + 1, __ATOMIC_RELEASE);
    wasmc::Ref own = list(instance, 10);
    number(instance, "churn", 20000);
    expect(sum(instance, own) == 55 && number(instance, "sum kept", 0) == 500500, "what is referred to stays");
  }
  pthread_join(other, nullptr);
  wasmc_instance_delete(instance);
  return nullptr;
}

// A signal for it would end the sleep.
void *sleepAll(void *) {
  expect(usleep(100'000) == 0, "nobody disturbs a thread of the host's");
  return nullptr;
}

}  // namespace

int main(int, char **arguments) {
  Host host(arguments[1]);
  pthread_t threads[threadCount], sleeper;
  expect(pthread_create(&sleeper, nullptr, sleepAll, nullptr) == 0, "thread");
  for (pthread_t &thread : threads)
    expect(pthread_create(&thread, nullptr, runGuest, &host) == 0, "thread");
  pthread_join(sleeper, nullptr);
  for (pthread_t &thread : threads)
    pthread_join(thread, nullptr);
}
