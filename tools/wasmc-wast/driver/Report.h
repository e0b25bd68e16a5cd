// What the driver says on standard output, a line at a time, each written at once:
//
//   run N            command N begins
//   failed N TEXT    it did not do what it should; TEXT says what it did
//   end              all commands have run
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::driver {

// A line under construction; what no longer fits is dropped.
class Line {
public:
  void append(rt::StringView text);
  // Adds the line's end, and writes it.
  void write();

private:
  char buffer[512];
  size_t size = 0;
};

void reportRun(uint32_t command);
void reportEnd();

// A line about what the command did; the caller says what, and writes it.
Line beginFailure(uint32_t command);

}  // namespace wasmc::driver
