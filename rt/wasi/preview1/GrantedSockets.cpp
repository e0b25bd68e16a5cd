// The sockets that a policy grants.
#include "rt/wasi/preview1/Grants.h"

#include "rt/sys/linux/socket.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/SocketAddress.h"

#include <linux/errno.h>

namespace wasmc::rt::wasi {

namespace {

constexpr int backlog = 128;

StringView reason(Errno error) {
  switch (error.code) {
  case EACCES: return ": permission denied";
  case EADDRINUSE: return ": address already in use";
  case EADDRNOTAVAIL: return ": address not available";
  case EAFNOSUPPORT: return ": address family not supported";
  case ECONNREFUSED: return ": connection refused";
  case EHOSTUNREACH: return ": host unreachable";
  case EMFILE: return ": too many open files";
  case ENETUNREACH: return ": network unreachable";
  case ETIMEDOUT: return ": connection timed out";
  default: return {};
  }
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
template <typename Establish> Result<uint32_t> open(const SocketAddress &address, Establish establish) {
  Result<int> opened = sys::streamSocket(address.family);
  if (!opened)
    return opened.errorNumber();
  sys::FileDescriptor socket(*opened);
  if (Result<void> established = establish(socket.get(), address); !established)
    return established.errorNumber();
  return addDescriptor(static_cast<sys::FileDescriptor &&>(socket), Descriptor::Kind::File, false);
}

template <typename Establish>
GrantError openAll(StringView option, Span<const sandbox::SocketGrant> grants, Establish establish) {
  for (const sandbox::SocketGrant &grant : grants) {
    SocketAddress address;
    if (!address.parse(grant.host, grant.port))
      return {{option, grant.text, SocketAddress::unresolved}};
    if (Result<uint32_t> fd = open(address, establish); !fd)
      return GrantError::of(option, grant.text, reason(fd.errorNumber()), fd.errorNumber());
  }
  return {};
}

}  // namespace

GrantError openGrantedSockets(const sandbox::Policy &policy) {
  GrantError error = openAll("--listen ", policy.grantedListeners(), listenAt);
  return error.any() ? error : openAll("--connect ", policy.grantedConnections(), connectTo);
}

}  // namespace wasmc::rt::wasi
