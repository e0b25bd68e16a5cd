#include "codegen/NameTable.h"

#include "codegen/ScopeTable.h"
#include "rt/abi/Layout.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/DebugInfo/DWARF/DWARFContext.h>
#include <llvm/ObjCopy/ConfigManager.h>
#include <llvm/ObjCopy/ObjCopy.h>
#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/raw_ostream.h>

namespace wasmc {
namespace {

constexpr const char *sectionName = "wasmc_names";

// Adds the scope that a DIE describes, if any, and those inside. Lexical blocks would be passed through; codegen makes none.
void addScopes(const llvm::DWARFDie &die, ScopeTable &table, uint32_t parent) {
  if (die.isSubroutineDIE()) {
    // All guest code is in one section, so that relocations against it leave offsets from its beginning. Abstract subprograms, the
    // originals of inlined ones, have no ranges.
    llvm::DWARFAddressRangesVector ranges = llvm::cantFail(die.getAddressRanges());
    if (ranges.empty())
      return;
    const char *name = die.getSubroutineName(llvm::DINameKind::ShortName);
    parent = table.addScope(parent, name ? name : "");
    for (const llvm::DWARFAddressRange &range : ranges)
      table.addRange(range.LowPC, range.HighPC, parent);
  }
  for (const llvm::DWARFDie &child : die.children())
    addScopes(child, table, parent);
}

std::string readScopes(const llvm::object::ObjectFile &object) {
  std::unique_ptr<llvm::DWARFContext> debugInfo =
      llvm::DWARFContext::create(object, llvm::DWARFContext::ProcessDebugRelocations::Process);
  ScopeTable table;
  for (const std::unique_ptr<llvm::DWARFUnit> &unit : debugInfo->info_section_units())
    addScopes(unit->getUnitDIE(false), table, ScopeTable::noScope);
  return table.encode();
}

// Gives the section's header in `object` what objcopy can't: an alignment, and that linkers keep it though nothing refers to it.
void completeHeader(llvm::MutableArrayRef<char> object) {
  using Elf = llvm::object::ELF64LE;
  auto file = llvm::cantFail(llvm::object::ELFFile<Elf>::create({object.data(), object.size()}));
  for (const Elf::Shdr &section : llvm::cantFail(file.sections())) {
    if (llvm::cantFail(file.getSectionName(section)) != sectionName)
      continue;
    auto &header = const_cast<Elf::Shdr &>(section);  // it lies in `object`
    header.sh_flags = llvm::ELF::SHF_ALLOC | llvm::ELF::SHF_GNU_RETAIN;
    header.sh_addralign = alignof(abi::NameTable);
  }
}

}  // namespace

std::string addNameTable(const std::string &object) {
  using namespace llvm::objcopy;
  auto binary = llvm::cantFail(llvm::object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(object, "program.o")));
  ConfigManager changes;
  changes.Common.StripDebug = true;
  // Added, not reserved before and filled: objcopy loses the symbols of a section that it fills.
  changes.Common.AddSection.emplace_back(sectionName, llvm::MemoryBuffer::getMemBufferCopy(readScopes(*binary)));
  llvm::SmallString<0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  if (llvm::Error error = executeObjcopyOnBinary(changes, *binary, stream))
    llvm::report_fatal_error(std::move(error));
  completeHeader({buffer.data(), buffer.size()});
  return std::string(buffer.str());
}

}  // namespace wasmc
