#include "rt/unwind/Cursor.h"

#include "rt/unwind/UnwindRow.h"
#include "rt/unwind/UnwindTable.h"

namespace wasmc::rt {

bool Cursor::step() {
  FrameDescription function;
  UnwindRow row;
  if (!findFunction(instruction(), function) || !findRow(function, instruction(), row))
    return false;
  uint64_t sp = current.sp();
  if (!applyRow(function, row, stack, current))
    return false;
  // On AArch64 a leaf function needs no stack; everything that has called must have saved its return address there.
  bool mayKeepStack = start == Start::Interrupted;
  start = Start::AfterCall;
  return current.pc() != 0 && current.sp() <= stack.end && (current.sp() > sp || (mayKeepStack && current.sp() == sp));
}

}  // namespace wasmc::rt
