// Address space that the system refuses: the message names the cause and the remedy, and the status is 125.
//
// RUN: %rtcc-x86_64 %s -o %t
// RUN: %exits 125 %t 2>&1 | FileCheck --check-prefix=TAKEN %s
// RUN: bash -c "ulimit -v 1000000; exec %exits 125 %t" 2>&1 | FileCheck --check-prefix=LIMIT %s
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

abi::Memory first, second;
const abi::MemoryDesc memories[] = {
    // LIMIT: error: cannot reserve 8590000128 bytes of address space at 0x10000: {{.*}}ulimit -v{{.*}}--bounds=explicit
    {&first, 1, 65536, abi::guardReservation, abi::fixedMemoryBase},
    // TAKEN: error: cannot reserve 8590000128 bytes of address space at 0x20000: something else is mapped there{{.*}}--bounds=explicit
    {&second, 1, 65536, abi::guardReservation, abi::fixedMemoryBase + 0x10000},
};

void run() { expect(false, "guest code must not run"); }

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run, {.memories = wasmc::rt::memories});
