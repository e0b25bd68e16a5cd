// Function bodies: the decoder with a visitor that does nothing.
#include "frontend/Module.h"
#include "frontend/NullVisitor.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace wasmc {
namespace {

// Several threads take functions in turn. Which error is reported must not depend on them: it is that of the first invalid
// function.
class ParallelValidation {
public:
  explicit ParallelValidation(const Module &module) : module(module), next(module.importedFunctionCount()) {}

  Result<void> run(unsigned threads) {
    {
      std::vector<std::jthread> others;
      for (unsigned i = 1; i < threads; ++i)
        others.emplace_back([this] { work(); });
      work();
    }
    return std::move(outcome);
  }

private:
  // Enough functions at a time that threads rarely meet.
  static constexpr size_t atOnce = 64;

  void work() {
    NullVisitor visitor;
    FunctionDecoder<NullVisitor> decoder(module, visitor);
    for (;;) {
      size_t begin = next.fetch_add(atOnce), end = std::min(begin + atOnce, module.functions.size());
      for (size_t index = begin; index < end; ++index)
        if (Result<void> valid = decoder.decodeFunction(static_cast<uint32_t>(index)); !valid) {
          next = module.functions.size();  // those before it have been taken already
          return record(index, std::move(valid));
        }
      if (end == module.functions.size())
        return;
    }
  }

  void record(size_t index, Result<void> error) {
    std::lock_guard guard(mutex);
    if (index < firstInvalid) {
      firstInvalid = index;
      outcome = std::move(error);
    }
  }

  const Module &module;
  std::atomic<size_t> next;  // function that nobody has taken yet
  std::mutex mutex;          // of what follows
  size_t firstInvalid = SIZE_MAX;
  Result<void> outcome;
};

}  // namespace

Result<void> validateFunction(const Module &module, uint32_t functionIndex) {
  NullVisitor visitor;
  return FunctionDecoder<NullVisitor>(module, visitor).decodeFunction(functionIndex);
}

Result<void> validateFunctions(const Module &module, unsigned threads) { return ParallelValidation(module).run(threads); }

}  // namespace wasmc
