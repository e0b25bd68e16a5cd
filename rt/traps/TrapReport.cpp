#include "rt/traps/TrapReport.h"

#include "rt/core/Format.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/sys/linux/futex.h"
#include "rt/traps/FunctionNames.h"
#include "rt/traps/GuestCode.h"
#include "rt/traps/ReportText.h"

namespace wasmc::rt {

namespace {

constexpr unsigned maxShownFrames = 32;
constexpr unsigned maxWalkedFrames = 100000;  // some ten milliseconds
constexpr size_t maxNameLength = 512;
static_assert(maxShownFrames * (maxNameLength + 32) < ReportText::capacity);

// Static, not on the stack: of the guest's stack there may be little left. Only one report is ever made.
[[gnu::section(".bss.buffers")]] constinit ReportText report = {};

uint32_t claimed = 0;

// The first of several threads that trap ends the process; the others wait for that.
void claimReport() {
  if (__atomic_exchange_n(&claimed, 1, __ATOMIC_ACQ_REL) == 0)
    return;
  while (true)
    (void)sys::futexWait(&claimed, 1, sys::FutexScope::Process);
}

void appendFrame(unsigned number, StringView name, uint64_t pc) {
  report.append("\n  #");
  report.append(Decimal(number));
  report.append(" ");
  if (!name.empty())
    return report.appendEscaped(name, maxNameLength);
  report.append("<wasm+");
  report.append(Hex(guestCodeOffset(pc)));
  report.append(">");
}

// One frame of the machine's, which stands for all functions that were inlined into its code. Returns how many guest frames there
// are after `number` and these, shown or not.
unsigned appendFrames(unsigned number, uint64_t pc) {
  FunctionNames names(pc);
  do {
    if (number < maxShownFrames)
      appendFrame(number, names.atEnd() ? StringView() : names.name(), pc);
    ++number;
    if (!names.atEnd())
      names.next();
  } while (!names.atEnd());
  return number;
}

// The runtime's own frames are left out: the trap is the guest's.
void appendBacktrace(Cursor cursor) {
  unsigned guestFrames = 0;
  bool isOutermost = false;
  for (unsigned walked = 0; walked < maxWalkedFrames && !isOutermost; ++walked) {
    uint64_t pc = cursor.instruction();
    if (isGuestCode(pc))
      guestFrames = appendFrames(guestFrames, pc);
    isOutermost = !cursor.step();
  }
  if (guestFrames <= maxShownFrames)
    return;
  report.append(isOutermost ? "\n  ... " : "\n  ... at least ");
  report.append(Decimal(guestFrames - maxShownFrames));
  report.append(" more frames");
}

}  // namespace

bool reportHasBegun() { return __atomic_load_n(&claimed, __ATOMIC_ACQUIRE) != 0; }

void endWithTrap(TrapCode code, const Cursor &origin) {
  claimReport();
  appendBacktrace(origin);
  writeMessage("trap: ", trapText(code), report.text());
  exitProcess(trapExitStatus);
}

}  // namespace wasmc::rt
