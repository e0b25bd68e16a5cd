#include "codegen/link/WorkDirectory.h"

#include <array>
#include <atomic>
#include <csignal>
#include <dirent.h>
#include <fcntl.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <mutex>
#include <sys/syscall.h>
#include <unistd.h>

namespace wasmc {
namespace {

// The paths of those that exist, for who ends the program by a signal; what finds no room here is left behind then.
constinit std::array<std::atomic<const char *>, 16> present;

// By what a signal handler may call.
void removeDirectory(const char *path) {
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0)
    return;
  alignas(dirent64) std::array<char, 4096> entries;
  long size = 0;
  while ((size = syscall(SYS_getdents64, directory, entries.data(), entries.size())) > 0)
    for (long at = 0; at < size;) {
      const auto *entry = reinterpret_cast<const dirent64 *>(entries.data() + at);
      (void)unlinkat(directory, entry->d_name, 0);  // `.` and `..` stay
      at += entry->d_reclen;
    }
  close(directory);
  (void)rmdir(path);
}

void removeAll(int signal) {
  for (std::atomic<const char *> &path : present)
    if (const char *each = path.load())
      removeDirectory(each);
  (void)raise(signal);  // its default action, once this has returned
}

void handleSignals() {
  for (int signal : {SIGHUP, SIGINT, SIGTERM}) {
    struct sigaction action = {};
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL)
      continue;
    action = {};
    action.sa_handler = removeAll;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    (void)sigaction(signal, &action, nullptr);
  }
}

}  // namespace

WorkDirectory::WorkDirectory() {
  static std::once_flag once;
  std::call_once(once, handleSignals);
  error = llvm::sys::fs::createUniqueDirectory("wasmc", path);
  if (error)
    return;
  for (std::atomic<const char *> &place : present) {
    const char *none = nullptr;
    if (place.compare_exchange_strong(none, path.c_str()))
      return;
  }
}

WorkDirectory::~WorkDirectory() {
  if (error)
    return;
  (void)llvm::sys::fs::remove_directories(path);  // what stays behind is in the system's temporary directory
  for (std::atomic<const char *> &place : present) {
    const char *own = path.c_str();
    if (place.compare_exchange_strong(own, nullptr))
      return;
  }
}

std::string WorkDirectory::file(llvm::StringRef name) const {
  llvm::SmallString<128> full = path;
  llvm::sys::path::append(full, name);
  return std::string(full);
}

}  // namespace wasmc
