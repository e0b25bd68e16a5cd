// The policy's options: what is granted, and the error of each malformed one. The policy that is baked in is checked the same way.
//
// RUN: %rtcc-x86_64 %s -o %t && rm -rf %t.d && mkdir -p %t.d/a
// RUN: env "WASMC_OPTS=--env A=1 --env=B='x  y' --env C=\"a\\\"b\" --env D --env E --env A=2\\ 3 --dir %t.d::/x --dir=%t.d/a:ro" \
// RUN:   D=from-outside X=hidden %t 2>&1 | FileCheck --check-prefix=GRANTED -DD=%t.d %s
// GRANTED:      directory /x
// GRANTED-NEXT: directory [[D]]/a
// GRANTED-NEXT: variable A=2 3
// GRANTED-NEXT: variable B=x  y
// GRANTED-NEXT: variable C=a"b
// GRANTED-NEXT: variable D=from-outside
// GRANTED-NEXT: end
//
// RUN: env -u WASMC_OPTS HIDDEN=1 %t 2>&1 | FileCheck --check-prefix=DENIED %s
// DENIED-NOT: directory
// DENIED-NOT: variable
// DENIED:     end
//
// RUN: env -i "WASMC_OPTS=--inherit-env --env A=mine --dir %t.d::/x --dir %t.d/a::/x" A=theirs B=b \
// RUN:   %t 2>&1 | FileCheck --check-prefix=INHERITED %s
// INHERITED:      directory /x
// INHERITED-NEXT: variable B=b
// INHERITED-NEXT: variable A=mine
// INHERITED-NEXT: end
//
// RUN: env WASMC_OPTS=--foo %exits 125 %t 2>&1 | FileCheck --check-prefix=UNKNOWN %s
// UNKNOWN: error: WASMC_OPTS: unknown option '--foo'
// RUN: env WASMC_OPTS=--foo=1 %exits 125 %t 2>&1 | FileCheck --check-prefix=UNKNOWN %s
// RUN: env WASMC_OPTS=stray %exits 125 %t 2>&1 | FileCheck --check-prefix=STRAY %s
// STRAY: error: WASMC_OPTS: unknown option 'stray'
// RUN: env WASMC_OPTS=--dir %exits 125 %t 2>&1 | FileCheck --check-prefix=VALUE %s
// VALUE: error: WASMC_OPTS: option '--dir' needs a value
// RUN: env WASMC_OPTS=--inherit-env=yes %exits 125 %t 2>&1 | FileCheck --check-prefix=NOVALUE %s
// NOVALUE: error: WASMC_OPTS: option '--inherit-env' takes no value
// RUN: env WASMC_OPTS=--dir=::/x %exits 125 %t 2>&1 | FileCheck --check-prefix=DIRECTORY %s
// DIRECTORY: error: WASMC_OPTS: --dir needs HOST[::GUEST][:ro], not '::/x'
// RUN: env WASMC_OPTS=--env==x %exits 125 %t 2>&1 | FileCheck --check-prefix=NAME %s
// NAME: error: WASMC_OPTS: --env needs NAME or NAME=VALUE, not '=x'
// RUN: env "WASMC_OPTS=--env 'A=1" %exits 125 %t 2>&1 | FileCheck --check-prefix=QUOTE %s
// QUOTE: error: WASMC_OPTS: a quotation mark is missing in '--env 'A=1'
// RUN: env "WASMC_OPTS=--env A=1\\" %exits 125 %t 2>&1 | FileCheck --check-prefix=ESCAPE %s
// ESCAPE: error: WASMC_OPTS: nothing follows the last '\'
// RUN: env "WASMC_OPTS=--dir %t.d/absent" %exits 125 %t 2>&1 | FileCheck --check-prefix=ABSENT %s
// ABSENT: error: --dir {{.*}}/absent: no such directory
// RUN: env "WASMC_OPTS=--dir %t" %exits 125 %t 2>&1 | FileCheck --check-prefix=FILE %s
// FILE: error: --dir {{.*}}: not a directory
//
// RUN: %rtcc-x86_64 %s -o %t.bad -DBAKED_IN='"--env\0X=1\0--nonsense\0"'
// RUN: %exits 125 %t.bad 2>&1 | FileCheck --check-prefix=BAKED %s
// BAKED: error: policy of this executable: unknown option '--nonsense'
// RUN: %rtcc-x86_64 %s -o %t.good -DBAKED_IN='"--env\0X=1\0--env=Y=1\0"'
// RUN: env "WASMC_OPTS=--env X=later" %t.good 2>&1 | FileCheck --check-prefix=LATER %s
// LATER:      variable X=later
// LATER-NEXT: variable Y=1
// LATER-NEXT: end
#include "test/rt/wasi/Guest.h"

#ifndef BAKED_IN
#define BAKED_IN ""
#endif

namespace wasmc::rt::wasi {
namespace {

void run() {
  for (uint32_t fd = root; fd_prestat_get(memory, fd, buffer) == success; ++fd) {
    uint32_t size = load<uint32_t>(buffer + 4);
    expectStatus(fd_prestat_dir_name(memory, fd, buffer, size), success, "fd_prestat_dir_name");
    writeMessage("directory ", StringView(reinterpret_cast<const char *>(memoryBytes) + buffer, size));
  }
  expectStatus(environ_sizes_get(memory, resultPointer, resultPointer + 4), success, "environ_sizes_get");
  uint32_t count = load<uint32_t>(resultPointer), size = load<uint32_t>(resultPointer + 4);
  expectStatus(environ_get(memory, memorySize - size - 4 * count, memorySize - size), success, "environ_get",
               "into just enough room");
  for (uint32_t i = 0; i < count; ++i)
    writeMessage("variable ", reinterpret_cast<const char *>(memoryBytes) + load<uint32_t>(memorySize - size - 4 * (count - i)));
  writeMessage("end");
}

constexpr const char bakedIn[] = BAKED_IN;

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = {
    nullptr, 0, nullptr, 0, nullptr, 0, wasmc::rt::wasi::run, wasmc::rt::wasi::bakedIn, sizeof wasmc::rt::wasi::bakedIn - 1};
