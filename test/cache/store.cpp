// Store, Key and UnitStore alone: what was added is found, by its key only; many threads at once.
// RUN: %cachetest %s -o %t.exe && rm -rf %t.dir && %t.exe %t.dir | FileCheck %s
// CHECK: done
#include "tools/wasmc/cache/UnitStore.h"

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

using namespace wasmc::cache;

namespace {

void require(bool holds, const char *what) {
  if (holds)
    return;
  std::printf("does not hold: %s\n", what);
  std::exit(1);
}

Key keyOf(std::initializer_list<std::string_view> values) {
  KeyHash hash("test");
  for (std::string_view value : values)
    hash.add(value);
  return hash.finish();
}

void testKeys() {
  require(keyOf({"ab", "c"}) == keyOf({"ab", "c"}), "equal values have equal keys");
  require(keyOf({"ab", "c"}) != keyOf({"a", "bc"}), "values are told apart");
  require(keyOf({"a"}) != keyOf({"a", ""}), "an empty value counts");
  require(KeyHash("one").finish() != KeyHash("two").finish(), "purposes are told apart");
  require(compilerIdentity().has_value() && compilerIdentity() == compilerIdentity(), "a build has one identity");
}

void testEntries(const std::string &directory) {
  auto store = Store::open(directory, 1 << 20);
  require(store.has_value(), "a directory is made");
  Key key = keyOf({"key"});
  require(!store->find(key), "nothing is there at first");
  std::string path = store->add(key, "contents", false);
  require(!path.empty() && store->find(key)->path() == path, "the file of an entry");
  require(store->find(key)->contents() == "contents", "what was added is found");
  require(!store->find(keyOf({"other"})), "another key finds nothing");
  require(std::rename(path.c_str(), store->add(keyOf({"other"}), "other", false).c_str()) == 0, "an entry is moved");
  require(!store->find(keyOf({"other"})), "an entry is not found under another key");
  store->add(key, "", true);
  require(store->find(key)->contents().empty(), "contents may be empty, and replace others");
  require(store->add(key, std::string((1 << 20) + 1, 'x'), false).empty(), "what is larger than the limit is not kept");
}

void testUnits(const std::string &directory) {
  Cache cache{*Store::open(directory, 1 << 20), keyOf({"build"})}, other{cache.store, keyOf({"another build"})};
  UnitStore units(cache), others(other);
  require(!units.find(keyOf({"unit"})), "no unit is there at first");
  units.add(keyOf({"unit"}), "object");
  require(units.find(keyOf({"unit"})) == "object", "a unit is found");
  require(!units.find(keyOf({"another unit"})), "another unit is not");
  require(!others.find(keyOf({"unit"})), "another build does not find it");
  require(units.asked() == 3 && units.found() == 1 && others.asked() == 1 && others.found() == 0, "units are counted");
}

void testThreads(const std::string &directory) {
  auto store = Store::open(directory, 100'000);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        std::string number = std::to_string((i * 7 + t) % 20);
        std::string contents(1000 * ((i + t) % 3 + 1), number[0]);
        store->add(keyOf({number}), contents, false);
        if (auto entry = store->find(keyOf({number})))
          require(entry->contents().find_first_not_of(number[0]) == std::string_view::npos, "an entry is whole");
      }
    });
  for (std::thread &thread : threads)
    thread.join();
}

}  // namespace

int main(int, char **argv) {
  testKeys();
  testEntries(argv[1]);
  testUnits(argv[1]);
  testThreads(argv[1]);
  std::puts("done");
}
