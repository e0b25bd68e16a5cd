#include "codegen/Effort.h"

namespace wasmc {
namespace {

// So that the modules of test/large compile within a minute, and far above what is usual (bench/run --compile).
constexpr size_t maxFullInstructions = 40'000, maxReducedInstructions = 150'000;
// As values locals need up to a phi for each block, and liveness is a bit for each pair.
constexpr size_t maxPairs = 20'000'000;
// LLVM lists for each loop all blocks of the loops inside, and some of its passes recur.
constexpr size_t maxNesting = 500;

// "optnone" alone says nothing: at -O0 all functions have it, and their locals become values all the same.
constexpr const char *reducedAttribute = "wasmc-reduced", *leastAttribute = "wasmc-least";

}  // namespace

Effort effortFor(const FunctionSize &size) {
  if (size.instructions > maxReducedInstructions || size.locals * size.blocks > maxPairs || size.nesting > maxNesting)
    return Effort::Least;
  return size.instructions > maxFullInstructions ? Effort::Reduced : Effort::Full;
}

void setEffort(llvm::Function &function, Effort effort) {
  if (effort == Effort::Reduced)
    function.addFnAttr(reducedAttribute);
  if (effort != Effort::Least)
    return;
  for (llvm::Attribute::AttrKind other :
       {llvm::Attribute::OptimizeForSize, llvm::Attribute::MinSize, llvm::Attribute::AlwaysInline})
    function.removeFnAttr(other);  // what "optnone" does not go with
  function.addFnAttr(leastAttribute);
  function.addFnAttr(llvm::Attribute::OptimizeNone);
  function.addFnAttr(llvm::Attribute::NoInline);
}

Effort effortOf(const llvm::Function &function) {
  if (function.hasFnAttribute(leastAttribute))
    return Effort::Least;
  return function.hasFnAttribute(reducedAttribute) ? Effort::Reduced : Effort::Full;
}

}  // namespace wasmc
