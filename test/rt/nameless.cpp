// Without a usable argv[0] the program is called by the name of its file; and an internal error is a crash, not a status, whatever
// was done to the signal before.
//
// RUN: %rtcc-x86_64 %s -o %t
// RUN: %exits 134 bash -c "exec -a '' %t" 2>&1 | FileCheck %s
// RUN: bash -c "trap '' ABRT; (exec -a some/where/else %t); true" 2>&1 | FileCheck --check-prefix=NAMED %s
#include "test/rt/Expect.h"

namespace {

void run() {
  // CHECK: nameless.cpp.tmp: internal error: 0 -1 -9223372036854775808 18446744073709551615 0x0 0xdeadbeef{{$}}
  // NAMED: {{^}}else: internal error: 0
  // NAMED: Aborted
  using namespace wasmc::rt;
  internalError(Decimal(0), " ", Decimal(-1), " ", Decimal(INT64_MIN), " ", Decimal(UINT64_MAX), " ", Hex(0), " ", Hex(0xdeadbeef));
}

}  // namespace

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(run);
