// Every place that makes a system call leaves its number in the section wasmc_syscalls, which belongs to the function's own section
// (SHF_LINK_ORDER): the linker keeps the record if and only if it keeps the function. What remains of a link is therefore what the
// linked code can ask of the kernel; tools/common/SystemCallFilter.cpp makes the executable's seccomp filter of it.
#pragma once

// Assembly behind an instruction that makes a system call: 4 bytes of record, not loaded at run time. For inline assembly `number`
// is the name of an "i" operand, in quotes, as in "[number]".
#define WASMC_RECORD_SYSCALL(number)                                     \
  ".Lwasmc_syscall%=:\n"                                                 \
  ".pushsection wasmc_syscalls, \"o?\", %%progbits, .Lwasmc_syscall%=\n" \
  ".long %c" number "\n"                                                 \
  ".popsection\n"

namespace wasmc::rt::sys {

// Records a system call that the code around makes without an instruction for it: the kernel does it on the code's behalf.
template <long number> [[gnu::always_inline]] inline void recordSystemCall() {
  asm volatile(WASMC_RECORD_SYSCALL("[number]") : : [number] "i"(number));
}

}  // namespace wasmc::rt::sys
