// x86-64: index arithmetic as a part of the access.
//
// Wasm adds indices in 32 bits, where a sum may wrap, so that the addressing modes of 64-bit code can't do it:
//     lea (%rdi,%rsi,4), %eax;  mov 0x10000(%rax), %ecx
// With an address-size prefix (67h; AMD64 Architecture Programmer's Manual, volume 3, 1.2.3) the CPU computes the address in 32 bits
// itself and extends it:
//     mov 0x10000(%edi,%esi,4), %ecx
// The difference: base, index and abi::fixedMemoryBase are added modulo 2^32 here. That is the same address for every guest index
// below 2^32 - fixedMemoryBase. The 64 KiB above those become host addresses below fixedMemoryBase. No memory ever covers these 64
// KiB (analysis/LastPage.h), so an access to them has to trap, and it does: nothing is mapped down there. The kernel gives out no
// addresses below vm.mmap_min_addr, 64 KiB unless an administrator changes it, and the runtime asks for none.
// rt/traps/FaultClassifier recognises such faults by the prefix. What an access reaches beyond its first byte is linear: the memory's
// guard follows behind 2^32 as it does without the prefix.
// Accesses with an offset (memarg) other than 0 stay as they are: index plus offset must not wrap.
//
// The pass runs on machine code in SSA form, when nothing looks for common subexpressions any more. A sum that is used for anything
// else, comes from another block (a loop's invariant, say), or is accessed more than twice, stays; so does one of a register and a
// constant, which takes one cheap instruction.
#pragma once

#include <llvm/CodeGen/MachineFunctionPass.h>

namespace wasmc {

// Functions with this attribute access memory 0 at abi::fixedMemoryBase, and it never covers its last 64 KiB.
inline constexpr llvm::StringRef narrowAddressesAttribute = "wasmc-narrow-addresses";

// For any target; they do nothing on others than x86-64. The first one marks addresses as narrow, which have no meaning until the second
// one has come by, after the allocation of registers.
llvm::MachineFunctionPass *createNarrowAddresses();
llvm::MachineFunctionPass *createFinishNarrowAddresses();

}  // namespace wasmc
