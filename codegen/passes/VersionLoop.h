// Two copies of a loop: which one runs is decided before it begins.
#pragma once

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/IR/Dominators.h>

namespace wasmc {

// Whether versionLoop can copy it.
bool canVersionLoop(const llvm::Loop &loop);

// The loop, with all that are inside it, runs where `condition` holds, which is available at the end of its preheader; else a copy
// runs, which is returned: LLVM is told to leave it as it is. Loops and dominators are up to date afterwards, and what `evolution`
// knew about the loop is forgotten.
llvm::Loop *versionLoop(llvm::Loop &loop, llvm::Value *condition, llvm::LoopInfo &loops, llvm::DominatorTree &dominators,
                        llvm::ScalarEvolution &evolution);

}  // namespace wasmc
