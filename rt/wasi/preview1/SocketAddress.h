// Internet addresses from text. Free of system calls: the compiler uses it too, to refuse what can't be an address.
#pragma once

#include "rt/core/StringView.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt::wasi {

// In the kernel's form: struct sockaddr_in or sockaddr_in6, ip(7) and ipv6(7).
struct SocketAddress {
  static constexpr uint16_t internet = 2, internet6 = 10;  // AF_INET, AF_INET6: socket(2)

  alignas(4) uint8_t bytes[28];
  uint32_t size;  // of the bytes used
  uint16_t family;

  // `host` is an IPv4 address in four decimal numbers, an IPv6 address (RFC 4291, section 2.2, without a zone), or `localhost`, which
  // is 127.0.0.1. False for anything else: there is no resolver.
  bool parse(StringView host, uint16_t port);
  static constexpr StringView unresolved = ": not a numeric address, and names other than localhost cannot be resolved";
};

}  // namespace wasmc::rt::wasi
