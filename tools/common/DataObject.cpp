// Source: System V ABI (gABI), "Object Files".
#include "tools/common/DataObject.h"

#include <llvm/BinaryFormat/ELF.h>

namespace wasmc {
namespace {

using namespace llvm::ELF;

// Both targets are little-endian, as LLVM's structures are on the machines that wasmc runs on.
template <typename T> std::string_view bytesOf(const T &value) { return {reinterpret_cast<const char *>(&value), sizeof value}; }

class Writer {
public:
  explicit Writer(TargetCpu target) {
    std::copy_n(ElfMagic, 4, header.e_ident);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_ident[EI_DATA] = ELFDATA2LSB;
    header.e_ident[EI_VERSION] = EV_CURRENT;
    header.e_type = ET_REL;
    header.e_machine = target == TargetCpu::AArch64 ? EM_AARCH64 : EM_X86_64;
    header.e_version = EV_CURRENT;
    header.e_ehsize = sizeof header;
    header.e_shentsize = sizeof(Elf64_Shdr);
    sections.emplace_back();  // SHN_UNDEF
    addSymbol("", SHN_UNDEF, STB_LOCAL);
  }

  // Returns its index.
  uint16_t addSection(const std::string &name, uint32_t type, uint64_t flags, std::string_view contents) {
    body.resize((body.size() + 7) & ~size_t{7});
    Elf64_Shdr section{};
    section.sh_name = addName(name);
    section.sh_type = type;
    section.sh_flags = flags;
    section.sh_offset = sizeof header + body.size();
    section.sh_size = contents.size();
    section.sh_addralign = type == SHT_NOTE ? 4 : 8;
    body += contents;
    sections.push_back(section);
    return static_cast<uint16_t>(sections.size() - 1);
  }

  void addSymbol(const std::string &name, uint16_t section, unsigned char binding) {
    Elf64_Sym symbol{};
    symbol.st_name = addName(name);
    symbol.setBindingAndType(binding, STT_NOTYPE);
    symbol.st_other = section == SHN_UNDEF ? STV_DEFAULT : STV_HIDDEN;
    symbol.st_shndx = section;
    symbols += bytesOf(symbol);
  }

  std::string finish() {
    uint16_t symbolTable = addSection(".symtab", SHT_SYMTAB, 0, symbols);
    sections[symbolTable].sh_entsize = sizeof(Elf64_Sym);
    sections[symbolTable].sh_info = 1;  // the first global symbol
    sections[symbolTable].sh_link = symbolTable + 1u;
    uint32_t ownName = addName(".strtab");
    header.e_shstrndx = static_cast<uint16_t>(sections.size());
    addSection("", SHT_STRTAB, 0, names);
    sections.back().sh_name = ownName;
    body.resize((body.size() + 7) & ~size_t{7});
    header.e_shoff = sizeof header + body.size();
    header.e_shnum = static_cast<uint16_t>(sections.size());
    std::string object(bytesOf(header));
    object += body;
    for (const Elf64_Shdr &section : sections)
      object += bytesOf(section);
    return object;
  }

private:
  uint32_t addName(const std::string &name) {
    uint32_t offset = static_cast<uint32_t>(names.size());
    names += name;
    names += '\0';
    return offset;
  }

  Elf64_Ehdr header{};
  std::vector<Elf64_Shdr> sections;
  std::string body, names, symbols;
};

}  // namespace

std::string makeDataObject(TargetCpu target, const std::vector<DataSection> &sections, const std::string &undefined) {
  Writer writer(target);
  for (const DataSection &section : sections) {
    using enum DataSection::Kind;
    uint32_t type = section.kind == Note ? SHT_NOTE : SHT_PROGBITS;
    uint64_t flags = SHF_ALLOC | (section.kind == Variable ? SHF_WRITE : 0) | (section.kind == Code ? SHF_EXECINSTR : 0);
    uint16_t index = writer.addSection(section.name, type, flags, section.contents);
    if (!section.symbol.empty())
      writer.addSymbol(section.symbol, index, STB_GLOBAL);
  }
  if (!undefined.empty())
    writer.addSymbol(undefined, SHN_UNDEF, STB_GLOBAL);
  writer.addSection(".note.GNU-stack", SHT_PROGBITS, 0, "");
  return writer.finish();
}

}  // namespace wasmc
