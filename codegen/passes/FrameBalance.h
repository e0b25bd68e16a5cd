// Which functions give a global variable back as they found it, as those do that move a stack pointer.
#pragma once

#include <llvm/IR/Function.h>
#include <llvm/IR/GlobalVariable.h>

namespace wasmc {

// Whether the variable, an integer, has at each return of the function the value that it had when the function was entered, provided
// that every call in it leaves the variable alone. Values are followed through sums with constants, phis, calls that return an argument and the
// variable itself; the answer is false where they become anything else and stay so.
//
// Where an exception arrives the variable has the value that it had at the throw, whatever that is. The answer is false, too, where
// the function may look at this value, or call another one that could, before it has set the variable anew.
bool givesBack(const llvm::Function &function, const llvm::GlobalVariable &variable);

}  // namespace wasmc
