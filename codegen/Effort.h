// How much of the chosen optimisation level a function gets: one that is a thousand times the usual size gets less, so that no module
// takes minutes. Each function carries it as attributes, from the end of its emission on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <llvm/IR/Function.h>

namespace wasmc {

enum class Effort : uint8_t {
  Full,
  Reduced,  // without the passes whose time grows faster than the function (Pipeline.cpp)
  Least,    // none but what correctness needs: its locals stay in memory, LLVM's attribute "optnone"
};

// What compile time depends on, of a function as it is emitted: before its locals become values.
struct FunctionSize {
  size_t instructions = 0, blocks = 0;
  size_t locals = 0;   // that are used
  size_t nesting = 0;  // how many loops and ifs are in each other
};

Effort effortFor(const FunctionSize &size);

void setEffort(llvm::Function &function, Effort effort);
Effort effortOf(const llvm::Function &function);

}  // namespace wasmc
