#include "codegen/link/WorkDirectory.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace wasmc {

WorkDirectory::WorkDirectory() { error = llvm::sys::fs::createUniqueDirectory("wasmc", path); }

WorkDirectory::~WorkDirectory() {
  if (!error)
    (void)llvm::sys::fs::remove_directories(path);  // what stays behind is in the system's temporary directory
}

std::string WorkDirectory::file(llvm::StringRef name) const {
  llvm::SmallString<128> full = path;
  llvm::sys::path::append(full, name);
  return std::string(full);
}

}  // namespace wasmc
