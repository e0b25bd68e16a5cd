// A directory of one's own for the moment: for programs that take and write files only.
#pragma once

#include <llvm/ADT/SmallString.h>
#include <string>
#include <system_error>

namespace wasmc {

// Exists, empty at first, until the object goes or the program is ended by SIGINT, SIGTERM or SIGHUP, unless there is an error. For
// files only.
class WorkDirectory {
public:
  WorkDirectory();
  ~WorkDirectory();
  WorkDirectory(const WorkDirectory &) = delete;
  WorkDirectory &operator=(const WorkDirectory &) = delete;

  std::string file(llvm::StringRef name) const;

  std::error_code error;

private:
  llvm::SmallString<128> path;
};

}  // namespace wasmc
