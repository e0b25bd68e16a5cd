#include "codegen/link/WorkDirectory.h"

#include "codegen/link/EndingSignals.h"

#include <atomic>
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
constinit std::atomic<bool> isEnding = false;

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

// What has been done about endingSignals before.
std::array<struct sigaction, endingSignals.size()> previous;

void removeAll(int signal) {
  isEnding = true;
  for (std::atomic<const char *> &path : present)
    if (const char *each = path.load())
      removeDirectory(each);
  for (size_t i = 0; i < endingSignals.size(); ++i)
    if (endingSignals[i] == signal)
      (void)sigaction(signal, &previous[i], nullptr);
  (void)raise(signal);  // it comes once this has returned
}

void handleSignals() {
  for (size_t i = 0; i < endingSignals.size(); ++i) {
    struct sigaction action = {};
    action.sa_handler = removeAll;
    if (sigaction(endingSignals[i], &action, &previous[i]) == 0 && previous[i].sa_handler == SIG_IGN)
      (void)sigaction(endingSignals[i], &previous[i], nullptr);
  }
}

}  // namespace

WorkDirectory::WorkDirectory() {
  static std::once_flag once;
  std::call_once(once, handleSignals);
  EndingSignalsBlocked blocked;
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
  while (isEnding)  // on another thread: what has become of files here is nothing to report
    pause();
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
