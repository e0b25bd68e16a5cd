// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
//
// What compilers emit rarely: expressions, registers kept in registers, remembered states, landing pad data, and on AArch64 signed
// return addresses.
// CHECK: landing pad data found
// CHECK-NEXT: registers restored before the branch
// CHECK-NEXT: registers restored after the branch
#include "KnownRegisters.h"
#include "rt/abi/Layout.h"
#include "rt/traps/TrapHandlers.h"
#include "rt/unwind/UnwindTable.h"

using namespace wasmc::rt;

extern "C" {
[[gnu::visibility("hidden")]] void oddFrame();
[[gnu::visibility("hidden")]] void frameWithoutTable();
[[gnu::visibility("hidden")]] extern const uint8_t oddLandingPads[];
[[gnu::visibility("hidden"), gnu::used]] uint64_t oddPersonality() { return 0; }
[[gnu::visibility("hidden"), gnu::used]] void checkBeforeBranch();
[[gnu::visibility("hidden"), gnu::used]] void checkAfterBranch();
}

#if defined(__x86_64__)
asm(R"(
  .pushsection .rodata.oddLandingPads, "a", @progbits
  .globl oddLandingPads
oddLandingPads: .byte 0xff
  .popsection
  .pushsection .data.rel.ro.oddPersonality, "aw", @progbits
oddPersonalityPointer: .quad oddPersonality
  .popsection
  .pushsection .text.oddFrame, "ax", @progbits
  .globl oddFrame
  .type oddFrame, @function
oddFrame:
  .cfi_startproc
  .cfi_personality 0x9b, oddPersonalityPointer
  .cfi_lsda 0x1b, oddLandingPads
  pushq %rbx
  .cfi_adjust_cfa_offset 8
  .cfi_offset rbx, -16
  .cfi_remember_state
  movq %rsp, %rbx
  pushq %rbx
  subq $8, %rsp
  # CFA = [rsp + 8] + 16; rbx in memory at CFA - 16; r12 is 0x100c; r13 is in r14, and r14 is r14 + 1
  .cfi_escape 0x0f, 5, 0x77, 8, 0x06, 0x23, 16
  .cfi_escape 0x10, 3, 2, 0x40, 0x1c
  .cfi_escape 0x16, 12, 3, 0x0a, 0x0c, 0x10
  movq %r13, %r14
  .cfi_register r13, r14
  .cfi_escape 0x16, 14, 2, 0x7e, 1
  xorl %r12d, %r12d
  xorl %r13d, %r13d
  callq checkBeforeBranch
  movq $0x100c, %r12
  movq $0x100d, %r13
  movq $0x100e, %r14
  addq $16, %rsp
  .cfi_restore_state
  movq (%rsp), %rbx
  callq checkAfterBranch
  popq %rbx
  .cfi_adjust_cfa_offset -8
  .cfi_restore rbx
  retq
  .cfi_endproc
  .globl frameWithoutTable
frameWithoutTable:
  nop
  nop
  .popsection
)");
#else
asm(R"(
  .pushsection .rodata.oddLandingPads, "a", @progbits
  .globl oddLandingPads
oddLandingPads: .byte 0xff
  .popsection
  .pushsection .data.rel.ro.oddPersonality, "aw", @progbits
oddPersonalityPointer: .quad oddPersonality
  .popsection
  .pushsection .text.oddFrame, "ax", @progbits
  .globl oddFrame
  .type oddFrame, @function
oddFrame:
  .cfi_startproc
  .cfi_personality 0x9b, oddPersonalityPointer
  .cfi_lsda 0x1b, oddLandingPads
  hint #25  // paciasp
  .cfi_negate_ra_state
  stp x29, x30, [sp, #-32]!
  .cfi_def_cfa_offset 32
  .cfi_offset x29, -32
  .cfi_offset x30, -24
  str x19, [sp, #16]
  .cfi_offset x19, -16
  .cfi_remember_state
  mov x19, sp
  str x19, [sp, #-16]!
  // CFA = [sp] + 32; x19 in memory at CFA - 16; x20 is 0x1014; x21 is in x22, and x22 is x22 + 1
  .cfi_escape 0x0f, 5, 0x8f, 0, 0x06, 0x23, 32
  .cfi_escape 0x10, 19, 2, 0x40, 0x1c
  .cfi_escape 0x16, 20, 3, 0x0a, 0x14, 0x10
  mov x22, x21
  .cfi_register x21, x22
  .cfi_escape 0x16, 22, 2, 0x86, 1
  mov x20, #0
  mov x21, #0
  bl checkBeforeBranch
  mov x20, #0x1014
  mov x21, #0x1015
  mov x22, #0x1016
  add sp, sp, #16
  .cfi_restore_state
  bl checkAfterBranch
  ldr x19, [sp, #16]
  ldp x29, x30, [sp], #32
  .cfi_def_cfa_offset 0
  .cfi_restore x19
  .cfi_restore x29
  .cfi_restore x30
  hint #29  // autiasp
  .cfi_negate_ra_state
  ret
  .cfi_endproc
  .globl frameWithoutTable
frameWithoutTable:
  nop
  nop
  .popsection
)");
#endif

namespace {

void checkFromHere() {
  Registers registers = {};
  captureRegisters(registers);
  checkWalkToKnownFrame(Cursor(guestStackRange(), registers, Cursor::Start::AfterCall));
}

void checkLandingPads() {
  FrameDescription function;
  bool found = UnwindTable::ofExecutable().find(reinterpret_cast<uint64_t>(oddFrame) + 1, function);
  if (!found || function.lsda.position() != oddLandingPads)
    internalError("landing pad data at ", Hex(reinterpret_cast<uint64_t>(function.lsda.position())));
  writeMessage("landing pad data found");
  if (UnwindTable::ofExecutable().find(reinterpret_cast<uint64_t>(frameWithoutTable) + 1, function))
    internalError("the table describes code that it does not know");
}

void entry() {
  checkLandingPads();
  runWithKnownRegisters(oddFrame);
}

}  // namespace

void checkBeforeBranch() {
  checkFromHere();
  writeMessage("registers restored before the branch");
}

void checkAfterBranch() {
  checkFromHere();
  writeMessage("registers restored after the branch");
}

extern "C" const wasmc::abi::Program wasmc_program = {.memories = nullptr,
                                                      .memoryCount = 0,
                                                      .images = nullptr,
                                                      .imageCount = 0,
                                                      .tables = nullptr,
                                                      .tableCount = 0,
                                                      .run = entry,
                                                      .policy = nullptr,
                                                      .policySize = 0};
