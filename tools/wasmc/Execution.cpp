// Source: execve(2), memfd_create(2), fexecve(3).
#include "tools/wasmc/Execution.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace wasmc {
namespace {

std::string explain(int error) {
  if (error == ENOEXEC)
    return "this machine does not run executables for the target (qemu-user with binfmt_misc would)";
  return "can't be executed: " + std::generic_category().message(error);
}

// A descriptor of a file without a name, or -1.
int makeFile(std::string_view contents) {
  int descriptor = memfd_create("wasmc", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  while (descriptor >= 0 && !contents.empty()) {
    ssize_t written = write(descriptor, contents.data(), contents.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0) {
      close(descriptor);
      return -1;
    }
    contents.remove_prefix(static_cast<size_t>(written));
  }
  fcntl(descriptor, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);  // nobody can change the code
  return descriptor;
}

}  // namespace

std::string execute(std::string_view executable, const std::string &path, const std::vector<std::string> &arguments) {
  std::vector<char *> words;
  for (const std::string &argument : arguments)
    words.push_back(const_cast<char *>(argument.c_str()));  // execve's type is of old
  words.push_back(nullptr);
  if (!path.empty())
    execve(path.c_str(), words.data(), environ);
  if (int descriptor = makeFile(executable); descriptor >= 0) {
    fexecve(descriptor, words.data(), environ);
    // An emulator that the kernel calls for another CPU's executables opens the file once more, by the descriptor's number.
    if (errno == ENOENT && fcntl(descriptor, F_SETFD, 0) == 0)
      fexecve(descriptor, words.data(), environ);
  }
  return explain(errno);
}

}  // namespace wasmc
