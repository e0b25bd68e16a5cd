// The executable's own .eh_frame, searched through the sorted table in .eh_frame_hdr that `lld --eh-frame-hdr` writes.
// Sources: Linux Standard Base Core 5.0, sections 10.6 (.eh_frame) and 10.6.2 (.eh_frame_hdr); DWARF 5, section 6.4.
#pragma once

#include "rt/unwind/DwarfReader.h"

#include <linux/elf.h>

namespace wasmc::rt {

// What the table says of one function: a frame description entry joined with its common information entry.
struct FrameDescription {
  uint64_t codeBegin = 0;  // addresses: [codeBegin, codeEnd)
  uint64_t codeEnd = 0;
  DwarfReader lsda;  // the language-specific data (landing pads), to the end of the table's segment; atEnd(): none
  uint64_t codeAlignment = 1;
  int64_t dataAlignment = 1;
  uint64_t returnRegister = 0;  // DWARF number of the register that holds the return address
  DwarfReader commonInstructions;
  DwarfReader instructions;
};

class UnwindTable {
public:
  // The table of the running executable; an empty one when it was linked without.
  static UnwindTable ofExecutable();
  // That of the functions which the kernel maps into every process (vdso(7)); an empty one where it does not.
  static UnwindTable ofKernel();

  UnwindTable() = default;
  // A table whose .eh_frame_hdr begins at `header`; it and the .eh_frame that it points to lie in [begin, end).
  UnwindTable(const uint8_t *header, const uint8_t *begin, const uint8_t *end);

  // Describes the function that covers the code address `pc`. False when none does or its entry can't be understood.
  bool find(uint64_t pc, FrameDescription &found) const;

private:
  // Of a mapped image that is linked at address 0; null: an empty one.
  static UnwindTable ofImage(const Elf64_Ehdr *image);
  bool readHeader();
  bool readDescription(const uint8_t *entry, FrameDescription &description) const;
  DwarfReader readerAt(const uint8_t *address) const;
  DwarfReader lsdaAt(uint64_t address) const { return readerAt(reinterpret_cast<const uint8_t *>(address)); }

  struct Entry {
    int32_t code;  // both relative to the header
    int32_t description;
  };
  Entry entryAt(uint64_t index) const;

  const uint8_t *header = nullptr;
  const uint8_t *begin = nullptr;
  const uint8_t *end = nullptr;
  const uint8_t *entries = nullptr;
  uint64_t entryCount = 0;
};

// Describes the function that covers `pc`, wherever guest code, the runtime and what they call may lie. False as above.
bool findFunction(uint64_t pc, FrameDescription &found);

}  // namespace wasmc::rt
