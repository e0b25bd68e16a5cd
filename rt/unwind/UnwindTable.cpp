#include "rt/unwind/UnwindTable.h"

#include "rt/core/Process.h"

#include <linux/auxvec.h>
#include <linux/elf.h>

// The image's first byte; lld defines it where the program headers are mapped, which they always are in a static-pie executable.
extern "C" [[gnu::weak, gnu::visibility("hidden")]] const Elf64_Ehdr __ehdr_start;

namespace wasmc::rt {

namespace {

// The only encodings that lld writes into .eh_frame_hdr.
constexpr uint8_t sectionPointerEncoding = 0x1b;  // DW_EH_PE_pcrel | DW_EH_PE_sdata4
constexpr uint8_t countEncoding = 0x03;           // DW_EH_PE_udata4
constexpr uint8_t tableEncoding = 0x3b;           // DW_EH_PE_datarel | DW_EH_PE_sdata4

struct CommonInformation {
  uint8_t pointerEncoding = 0;  // of code addresses: DW_EH_PE_absptr unless the augmentation says otherwise
  uint8_t lsdaEncoding = pointerOmitted;
  bool hasAugmentationData = false;
};

// The data that the letters of an augmentation string announce. A letter with unknown meaning makes the entry unusable.
bool readAugmentation(const char *letters, DwarfReader &reader, CommonInformation &common) {
  if (*letters == '\0')
    return true;
  if (*letters++ != 'z')
    return false;
  common.hasAugmentationData = true;
  DwarfReader data = reader.block(reader.uleb128());
  for (; *letters; ++letters) {
    switch (*letters) {
    case 'R': common.pointerEncoding = data.fixed<uint8_t>(); break;
    case 'L': common.lsdaEncoding = data.fixed<uint8_t>(); break;
    case 'P':  // the personality: there is only one in an executable of ours, so which one need not be known
      data.encodedPointer(data.fixed<uint8_t>());
      break;
    case 'S':  // a signal handler's return trampoline: no walk crosses one
    case 'B':  // return addresses signed with AArch64's key B: signatures are removed, not checked
      break;
    default: return false;
    }
  }
  return data.ok();
}

// Reads a common information entry, from behind its length, into `common` and `description`.
bool readCommonInformation(DwarfReader entry, CommonInformation &common, FrameDescription &description) {
  if (entry.fixed<uint32_t>() != 0)  // a frame description would have a pointer here
    return false;
  uint8_t version = entry.fixed<uint8_t>();
  if (version != 1 && version != 3)
    return false;
  const char *augmentation = reinterpret_cast<const char *>(entry.position());
  while (entry.ok() && entry.fixed<uint8_t>() != 0)
    ;
  if (!entry.ok())
    return false;
  description.codeAlignment = entry.uleb128();
  description.dataAlignment = entry.sleb128();
  description.returnRegister = version == 1 ? entry.fixed<uint8_t>() : entry.uleb128();
  if (!readAugmentation(augmentation, entry, common))
    return false;
  description.commonInstructions = entry;
  return entry.ok();
}

// The body of the entry that `reader` is at. Its 64-bit form and the terminator come out empty, and reading from them fails.
DwarfReader entryBody(DwarfReader reader) {
  uint32_t length = reader.fixed<uint32_t>();
  return reader.block(length == 0xffffffff ? 0 : length);
}

}  // namespace

UnwindTable UnwindTable::ofExecutable() { return ofImage(&__ehdr_start); }

UnwindTable UnwindTable::ofKernel() { return ofImage(reinterpret_cast<const Elf64_Ehdr *>(auxiliaryValue(AT_SYSINFO_EHDR, 0))); }

UnwindTable UnwindTable::ofImage(const Elf64_Ehdr *image) {
  if (!image)
    return {};
  const uint8_t *base = reinterpret_cast<const uint8_t *>(image);
  const Elf64_Phdr *headers = reinterpret_cast<const Elf64_Phdr *>(base + image->e_phoff);
  const Elf64_Phdr *table = nullptr;
  for (unsigned i = 0; i < image->e_phnum; ++i) {
    if (headers[i].p_type == PT_GNU_EH_FRAME)
      table = &headers[i];
  }
  for (unsigned i = 0; table && i < image->e_phnum; ++i) {
    const Elf64_Phdr &segment = headers[i];
    if (segment.p_type == PT_LOAD && table->p_vaddr - segment.p_vaddr < segment.p_memsz)
      return {base + table->p_vaddr, base + segment.p_vaddr, base + segment.p_vaddr + segment.p_memsz};
  }
  return {};
}

UnwindTable::UnwindTable(const uint8_t *header, const uint8_t *begin, const uint8_t *end) : header(header), begin(begin), end(end) {
  if (!readHeader())
    entryCount = 0;
}

bool UnwindTable::readHeader() {
  DwarfReader reader = readerAt(header);
  if (reader.fixed<uint8_t>() != 1 || reader.fixed<uint8_t>() != sectionPointerEncoding ||
      reader.fixed<uint8_t>() != countEncoding || reader.fixed<uint8_t>() != tableEncoding)
    return false;
  reader.encodedPointer(sectionPointerEncoding);
  entryCount = reader.fixed<uint32_t>();
  entries = reader.position();
  reader.block(entryCount * sizeof(Entry));
  return reader.ok();
}

DwarfReader UnwindTable::readerAt(const uint8_t *address) const {
  return address >= begin && address < end ? DwarfReader(address, end) : DwarfReader(end, end);
}

UnwindTable::Entry UnwindTable::entryAt(uint64_t index) const {
  Entry entry;
  __builtin_memcpy(&entry, entries + index * sizeof(Entry), sizeof(Entry));
  return entry;
}

bool UnwindTable::find(uint64_t pc, FrameDescription &found) const {
  // Binary search for the first entry above pc; the one before it is the only candidate.
  int64_t wanted = static_cast<int64_t>(pc - reinterpret_cast<uint64_t>(header));
  uint64_t low = 0, high = entryCount;
  while (low < high) {
    uint64_t middle = low + (high - low) / 2;
    if (entryAt(middle).code <= wanted)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return false;
  return readDescription(header + entryAt(low - 1).description, found) && pc >= found.codeBegin && pc < found.codeEnd;
}

bool UnwindTable::readDescription(const uint8_t *address, FrameDescription &description) const {
  DwarfReader entry = entryBody(readerAt(address));
  const uint8_t *place = entry.position();
  uint32_t distance = entry.fixed<uint32_t>();
  CommonInformation common;
  if (!entry.ok() || !readCommonInformation(entryBody(readerAt(place - distance)), common, description))
    return false;
  description.codeBegin = entry.encodedPointer(common.pointerEncoding);
  description.codeEnd = description.codeBegin + entry.encodedNumber(common.pointerEncoding);
  description.lsda = {};
  if (common.hasAugmentationData) {
    DwarfReader data = entry.block(entry.uleb128());
    if (common.lsdaEncoding != pointerOmitted)
      description.lsda = lsdaAt(data.encodedPointer(common.lsdaEncoding));
    if (!data.ok())
      return false;
  }
  description.instructions = entry;
  return entry.ok();
}

}  // namespace wasmc::rt
