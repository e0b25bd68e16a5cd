// Unwinding by exceptions, which meets the same calls again and again: what the tables say of each is kept in a compact form.
#pragma once

#include "rt/unwind/Registers.h"
#include "rt/unwind/StackRange.h"
#include "rt/unwind/UnwindTable.h"

#include <stddef.h>

namespace wasmc::rt {

// A call, as the function's caller and an exception out of it see it.
class CallSite {
public:
  // Where an exception goes; 0: to the caller.
  uint64_t landingPad() const { return pad; }
  // How far below the stack pointer of the landing pad that of the call is.
  uint64_t argumentsSize() const { return pushed; }
  // Where the function that makes the call begins.
  uint64_t function() const { return begin; }

  // Replaces `registers`, those of the function at the call, by its caller's. False at the outermost function, and where the stack
  // makes no sense.
  bool unwind(const StackRange &stack, Registers &registers) const;

private:
  friend class CallSites;
  static constexpr unsigned maxSaved = 24;  // as many as a call preserves, and the return address

  bool read(uint64_t address);
  bool compact(const FrameDescription &function, const struct UnwindRow &row);

  uint64_t pc;  // an address inside the call's instruction; 0: nothing is known
  uint64_t pad;
  uint64_t pushed;
  uint64_t begin;
  bool isCompact;  // the fields below say all; else the tables have to be asked again
  uint8_t savedCount;
  uint8_t returnSlot;
  uint32_t cfaSlot;  // the caller's stack pointer is this register's value and cfaOffset
  int32_t cfaOffset;
  int32_t savedAt[maxSaved];  // from the caller's stack pointer
  uint8_t savedSlot[maxSaved];
};

// A cache of them, all zero at first. Not for several threads at a time.
class CallSites {
public:
  // What the tables say of the call that `pc` is inside of; null if nothing. Good until the next call.
  const CallSite *find(uint64_t pc);

private:
  static constexpr unsigned sizeLog2 = 7;
  CallSite sites[size_t{1} << sizeLog2];
};

}  // namespace wasmc::rt
