#include "tools/wasmc-wast/driver/Report.h"

#include "rt/core/Format.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/sys/linux/writev.h"

namespace wasmc::driver {

using namespace rt;

void Line::append(StringView text) {
  size_t room = sizeof buffer - 1 - size;  // the last byte is for the line's end
  size_t added = text.size() < room ? text.size() : room;
  memcpy(buffer + size, text.data(), added);
  size += added;
}

void Line::write() {
  buffer[size] = '\n';
  const iovec piece = {buffer, size + 1};
  Result<size_t> written = sys::writev(1, {&piece, 1});
  if (!written || *written != size + 1)
    fatalError("cannot write the report");
}

void reportRun(uint32_t command) {
  Line line;
  line.append("run ");
  line.append(Decimal(command));
  line.write();
}

Line beginFailure(uint32_t command) {
  Line line;
  line.append("failed ");
  line.append(Decimal(command));
  line.append(" ");
  return line;
}

void reportEnd() {
  Line line;
  line.append("end");
  line.write();
}

}  // namespace wasmc::driver
