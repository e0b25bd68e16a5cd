#include "rt/traps/TrapReport.h"

#include "rt/core/Format.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/core/Waiting.h"
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
    waitForChange(&claimed, 1);
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

void appendRest(uint64_t guestFrames, bool isAll) {
  if (guestFrames <= maxShownFrames)
    return;
  report.append(isAll ? "\n  ... " : "\n  ... at least ");
  report.append(Decimal(guestFrames - maxShownFrames));
  report.append(" more frames");
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
  appendRest(guestFrames, isOutermost);
}

}  // namespace

bool reportHasBegun() { return __atomic_load_n(&claimed, __ATOMIC_ACQUIRE) != 0; }

void endWithTrap(TrapCode code, const Cursor &origin) {
  beginReport().append(trapText(code));
  appendBacktrace(origin);
  endReport("trap: ");
}

ReportText &beginReport() {
  claimReport();
  return report;
}

void endReport(StringView what) {
  writeMessage(what, report.text());
  exitProcess(trapExitStatus);
}

void appendGuestFrames(const uint64_t *frames, uint64_t count, uint64_t known) {
  unsigned shown = 0;
  uint64_t i = 0;
  for (; i < count && i < known; ++i)
    shown = appendFrames(shown, frames[i]);
  appendRest(shown + (count - i), i == count);
}

}  // namespace wasmc::rt
