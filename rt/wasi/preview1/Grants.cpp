#include "rt/wasi/preview1/Grants.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/sys/linux/openat.h"
#include "rt/wasi/preview1/Descriptors.h"

#include <linux/errno.h>
#include <linux/limits.h>

namespace wasmc::rt::wasi {

namespace {

StringView reason(Errno error) {
  switch (error.code) {
  case ENOENT: return ": no such directory";
  case ENOTDIR: return ": not a directory";
  case EACCES: return ": permission denied";
  case ENAMETOOLONG: return ": name too long";
  case ELOOP: return ": too many symbolic links";
  case EMFILE: return ": too many open files";
  default: return {};
  }
}

// The host's path is the user's, not the guest's: it may be absolute and lead through any link. Not inlined: its buffer would cost
// every start a page of stack.
[[gnu::noinline]] Result<int> openDirectory(StringView host) {
  char path[PATH_MAX];
  if (host.size() >= sizeof path)
    return Errno{ENAMETOOLONG};
  memcpy(path, host.data(), host.size());
  path[host.size()] = '\0';
  return sys::openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

Result<uint32_t> openGrant(const sandbox::DirectoryGrant &grant) {
  Result<int> opened = openDirectory(grant.host);
  if (!opened)
    return opened.errorNumber();
  return addDescriptor(sys::FileDescriptor(*opened), Descriptor::Kind::Directory, grant.readOnly, 0, grant.guest);
}

// A grant that the program cannot make use of is a mistake of the user's.
GrantError openSockets(const sandbox::Policy &policy) {
  if (policy.listenerCount + policy.connectionCount == 0)
    return {};
  if (!wasmc_wasi_sockets)
    return {{policy.listenerCount ? "--listen" : "--connect", {}, ": the program imports no function for sockets"}};
  GrantError error;
  wasmc_wasi_sockets(policy, error);
  return error;
}

}  // namespace

GrantError openGrants(const sandbox::Policy &policy) {
  for (const sandbox::DirectoryGrant &grant : policy.grantedDirectories())
    if (Result<uint32_t> fd = openGrant(grant); !fd)
      return GrantError::of("--dir ", grant.host, reason(fd.errorNumber()), fd.errorNumber());
  return openSockets(policy);
}

}  // namespace wasmc::rt::wasi
