// Path resolution in user space, for kernels without openat2(2).
//
// Every component is opened by itself and never followed: a symbolic link is read and its text put in front of what remains. The
// descriptors of all directories on the way are kept, so `..` goes back to the directory that we came from, wherever it has been
// moved in the meantime, and going back from the first one is leaving.
#include "rt/wasi/preview1/Resolve.h"

#include "rt/sys/linux/openat.h"
#include "rt/sys/linux/readlinkat.h"
#include "rt/sys/linux/statx.h"

namespace wasmc::rt::wasi {

namespace {

constexpr size_t maxDepth = 256;
constexpr int maxLinks = 40;  // as the kernel: path_resolution(7)

class Walk {
public:
  Walk(int root, int flags, uint32_t mode) : root(root), flags(flags), mode(mode) {}
  ~Walk() {
    while (depth > 0)
      leave();
  }

  Result<int> run(StringView path) {
    if (Result<void> begun = prepend(path); !begun)
      return begun.errorNumber();
    for (;;) {
      takeComponent();
      if (StringView(name) == "." || name[0] == '\0') {
        if (isLast())
          return openFinal(".");
      } else if (StringView(name) == "..") {
        if (depth == 0)
          return Errno{EXDEV};
        leave();
        if (isLast())
          return openFinal(".");
      } else if (Result<int> step = enter(); !step || *step >= 0) {
        return step;
      }
    }
  }

private:
  int current() const { return depth > 0 ? directories[depth - 1] : root; }
  void leave() { (void)sys::close(directories[--depth]); }
  bool isLast() const { return rest.empty() || slashesOnly; }
  bool mustBeDirectory() const { return slashesOnly && !rest.empty(); }

  // Puts a path in front of what remains to be walked.
  Result<void> prepend(StringView path) {
    if (path.startsWith("/"))
      return Errno{EXDEV};
    if (path.size() + rest.size() >= sizeof pending)
      return Errno{ENAMETOOLONG};
    memmove(pending + path.size(), rest.data(), rest.size());
    memcpy(pending, path.data(), path.size());
    rest = {pending, path.size() + rest.size()};
    return {};
  }

  // Moves the next component from `rest` to `name`; one that is too long is cut to a name that no file can have.
  void takeComponent() {
    size_t begin = 0;
    while (begin < rest.size() && rest[begin] == '/')
      ++begin;
    size_t end = begin;
    while (end < rest.size() && rest[end] != '/')
      ++end;
    size_t length = end - begin < sizeof name ? end - begin : sizeof name - 1;
    memcpy(name, rest.data() + begin, length);
    name[length] = '\0';
    rest = rest.substr(end);
    slashesOnly = true;
    for (char c : rest)
      slashesOnly &= c == '/';
  }

  // What the caller wants opened, in the current directory.
  Result<int> openFinal(const char *path) {
    bool creates = flags & O_CREAT;
    if (mustBeDirectory() && creates)
      return Errno{EISDIR};
    int directory = mustBeDirectory() ? O_DIRECTORY : 0;
    return sys::openat(current(), path, flags | directory | O_NOFOLLOW, creates ? mode : 0);
  }

  bool followsLast() const {
    bool mustCreate = (flags & O_CREAT) && (flags & O_EXCL);
    return mustBeDirectory() || !((flags & O_NOFOLLOW) || mustCreate);
  }

  // Goes through `name`: -1 to continue, or the descriptor that the caller wants.
  Result<int> enter() {
    Result<int> opened = sys::openat(current(), name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (!opened) {
      bool mayCreate = opened.errorNumber().code == ENOENT && isLast() && (flags & O_CREAT);
      return mayCreate ? openFinal(name) : opened;
    }
    sys::FileDescriptor entry(*opened);
    Result<struct statx> status = sys::statx(entry.get());
    if (!status)
      return status.errorNumber();
    uint32_t type = status.value().stx_mode & S_IFMT;
    if (type == S_IFLNK && (!isLast() || followsLast()))
      return expand(entry.get());
    if (isLast())
      return openFinal(name);
    if (type != S_IFDIR)
      return Errno{ENOTDIR};
    if (depth == maxDepth)
      return Errno{ENAMETOOLONG};
    directories[depth++] = entry.release();
    return -1;
  }

  Result<int> expand(int link) {
    if (++links > maxLinks)
      return Errno{ELOOP};
    char target[PATH_MAX];
    Result<size_t> length = sys::readlinkat(link, target, sizeof target);
    if (!length)
      return length.errorNumber();
    Result<void> continued = prepend({target, *length});
    if (!continued)
      return continued.errorNumber();
    return -1;
  }

  int root;
  int flags;
  uint32_t mode;
  int directories[maxDepth];  // from the root's child to the current one
  size_t depth = 0;
  int links = 0;
  char pending[PATH_MAX];
  StringView rest;           // a suffix of `pending`
  bool slashesOnly = false;  // of `rest`
  char name[NAME_MAX + 2];
};

}  // namespace

Result<int> walkBeneath(int directory, const char *path, int flags, uint32_t mode) {
  return Walk(directory, flags, mode).run(path);
}

}  // namespace wasmc::rt::wasi
