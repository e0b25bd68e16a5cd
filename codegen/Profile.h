// Profile-guided optimisation: code that counts how often it runs, and the use of what it counted.
//
// Instrumentation is LLVM's own, on IR, as in clang's -fprofile-generate: counters of control flow, targets of indirect calls, sizes
// of memory operations. rt/profile writes them to a file. The counts of a function are used if it has the same name and the same
// control flow; the profile decides what is made fast, never what the code does.
#pragma once

#include "codegen/Context.h"

#include <llvm/IR/PassInstrumentation.h>
#include <llvm/Support/PGOOptions.h>
#include <llvm/Support/VirtualFileSystem.h>
#include <string>

namespace wasmc {

class Profile {
public:
  // Borrows both, and takes the diagnostics of the IR's context over.
  explicit Profile(Context &context);
  ~Profile();

  // For LLVM's pipeline: what to do, and the files that it names.
  std::optional<llvm::PGOOptions> options() const;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files() const;
  // Has the fit of a profile assessed once it is applied. To be called before the pipeline is built; must outlive it.
  void observe(llvm::PassInstrumentationCallbacks &callbacks);

  // After the pipeline: a sentence on how the profile does not fit the program; empty if it does.
  std::string warning() const;

private:
  void assess(const llvm::Module &ir);

  Context &context;
  unsigned changed = 0;                          // functions of other control flow than in the profile
  unsigned functions = 0, absent = 0, lost = 0;  // of the program; of these not in the profile; in the profile alone
};

}  // namespace wasmc
