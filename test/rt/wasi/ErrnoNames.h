// WASI's error numbers by name, for tests that print tables of them.
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt::wasi {

// Source: WebAssembly/WASI, legacy/preview1/witx/typenames.witx, errno.
inline StringView errnoName(uint32_t number) {
  constexpr StringView names[] = {
      "success",        "2big",       "acces",       "addrinuse",      "addrnotavail", "afnosupport", "again",
      "already",        "badf",       "badmsg",      "busy",           "canceled",     "child",       "connaborted",
      "connrefused",    "connreset",  "deadlk",      "destaddrreq",    "dom",          "dquot",       "exist",
      "fault",          "fbig",       "hostunreach", "idrm",           "ilseq",        "inprogress",  "intr",
      "inval",          "io",         "isconn",      "isdir",          "loop",         "mfile",       "mlink",
      "msgsize",        "multihop",   "nametoolong", "netdown",        "netreset",     "netunreach",  "nfile",
      "nobufs",         "nodev",      "noent",       "noexec",         "nolck",        "nolink",      "nomem",
      "nomsg",          "noprotoopt", "nospc",       "nosys",          "notconn",      "notdir",      "notempty",
      "notrecoverable", "notsock",    "notsup",      "notty",          "nxio",         "overflow",    "ownerdead",
      "perm",           "pipe",       "proto",       "protonosupport", "prototype",    "range",       "rofs",
      "spipe",          "srch",       "stale",       "timedout",       "txtbsy",       "xdev",        "notcapable",
  };
  static_assert(sizeof names / sizeof *names == 77);
  return number < sizeof names / sizeof *names ? names[number] : "unknown";
}

}  // namespace wasmc::rt::wasi
