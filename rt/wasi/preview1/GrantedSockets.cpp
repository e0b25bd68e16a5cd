#include "rt/wasi/preview1/GrantedSockets.h"

#include "rt/core/Format.h"
#include "rt/core/Message.h"
#include "rt/sys/linux/socket.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/SocketAddress.h"

#include <linux/errno.h>

namespace wasmc::rt::wasi {

namespace {

constexpr int backlog = 128;

StringView reason(Errno error) {
  switch (error.code) {
  case EACCES: return "permission denied";
  case EADDRINUSE: return "address already in use";
  case EADDRNOTAVAIL: return "address not available";
  case EAFNOSUPPORT: return "address family not supported";
  case ECONNREFUSED: return "connection refused";
  case EHOSTUNREACH: return "host unreachable";
  case EMFILE: return "too many open files";
  case ENETUNREACH: return "network unreachable";
  case ETIMEDOUT: return "connection timed out";
  default: return {};
  }
}

[[noreturn]] void refuse(StringView option, const sandbox::SocketGrant &grant, Errno error) {
  StringView why = reason(error);
  if (why.empty())
    fatalError(option, grant.text, ": error ", Decimal(error.code));
  fatalError(option, grant.text, ": ", why);
}

Result<void> listenAt(int fd, const SocketAddress &address) {
  if (Result<void> reusable = sys::reuseAddress(fd); !reusable)
    return reusable;
  if (Result<void> bound = sys::bind(fd, address.bytes, address.size); !bound)
    return bound;
  return sys::listen(fd, backlog);
}

Result<void> connectTo(int fd, const SocketAddress &address) { return sys::connect(fd, address.bytes, address.size); }

// `establish(fd, address)` makes of a new socket what was granted.
template <typename Establish> void openGrant(StringView option, const sandbox::SocketGrant &grant, Establish establish) {
  SocketAddress address;
  if (!address.parse(grant.host, grant.port))
    fatalError(option, grant.text, SocketAddress::unresolved);
  Result<int> opened = sys::streamSocket(address.family);
  if (!opened)
    refuse(option, grant, opened.errorNumber());
  sys::FileDescriptor socket(*opened);
  if (Result<void> established = establish(socket.get(), address); !established)
    refuse(option, grant, established.errorNumber());
  Result<uint32_t> fd = addDescriptor(static_cast<sys::FileDescriptor &&>(socket), Descriptor::Kind::File, false);
  if (!fd)
    refuse(option, grant, fd.errorNumber());
}

}  // namespace

void openGrantedSockets(const sandbox::Policy &policy) {
  for (const sandbox::SocketGrant &grant : policy.grantedListeners())
    openGrant("--listen ", grant, listenAt);
  for (const sandbox::SocketGrant &grant : policy.grantedConnections())
    openGrant("--connect ", grant, connectTo);
}

}  // namespace wasmc::rt::wasi
