// Writes a script's commands as the driver reads them (driver/CommandFormat.h).
#pragma once

#include "frontend/text/Script.h"
#include "tools/wasmc-wast/driver/CommandFormat.h"

#include <vector>

namespace wasmc {

class CommandWriter {
public:
  // A command begins with these; what follows depends on the code.
  void command(uint32_t number, driver::CommandCode code);

  void u8(uint8_t value) { bytes.push_back(value); }
  void u32(uint32_t value) { integer(value, 4); }
  void string(std::string_view text);
  // `providers`: per import of the module the instance that provides it, or driver::noInstance.
  void link(uint32_t module, const std::vector<uint32_t> &providers);
  void action(const text::ScriptAction &action, uint32_t instance);
  void patterns(const std::vector<text::ResultPattern> &patterns);
  // Commands that were written apart, with their size.
  void nested(const CommandWriter &commands);

  const std::vector<uint8_t> &contents() const { return bytes; }

private:
  void integer(uint64_t value, unsigned size);
  void value(const text::ScriptValue &value);
  void pattern(const text::ResultPattern &pattern);

  std::vector<uint8_t> bytes;
};

// What a result should be, for people: `i32:0x1`, `f32x4 ...`.
std::string describe(const std::vector<text::ResultPattern> &patterns);

}  // namespace wasmc
