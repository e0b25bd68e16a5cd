#include "codegen/NameTable.h"

#include "codegen/Context.h"
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
    llvm::Expected<llvm::DWARFAddressRangesVector> ranges = die.getAddressRanges();
    if (!ranges)  // of an object from elsewhere
      return llvm::consumeError(ranges.takeError());
    if (ranges->empty())
      return;
    const char *name = die.getSubroutineName(llvm::DINameKind::ShortName);
    parent = table.addScope(parent, name ? name : "");
    for (const llvm::DWARFAddressRange &range : *ranges)
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

std::unique_ptr<llvm::object::ObjectFile> read(const std::string &object) {
  return llvm::cantFail(llvm::object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(object, "program.o")));
}

// The object with these changes, and with a table of names if it is to have one.
llvm::Expected<std::string> change(llvm::object::ObjectFile &object, llvm::objcopy::ConfigManager &changes,
                                   const std::optional<std::string> &table) {
  if (table)  // added, not reserved before and filled: objcopy loses the symbols of a section that it fills
    changes.Common.AddSection.emplace_back(sectionName, llvm::MemoryBuffer::getMemBufferCopy(*table));
  llvm::SmallString<0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  if (llvm::Error error = executeObjcopyOnBinary(changes, object, stream))
    return std::move(error);
  completeHeader({buffer.data(), buffer.size()});
  return std::string(buffer.str());
}

void add(llvm::objcopy::NameMatcher &matcher, llvm::StringRef pattern,
         llvm::objcopy::MatchStyle style = llvm::objcopy::MatchStyle::Literal) {
  llvm::cantFail(matcher.addMatcher(llvm::objcopy::NameOrPattern::create(pattern, style, [](llvm::Error error) { return error; })));
}

std::optional<llvm::object::SectionRef> findSection(const llvm::object::ObjectFile &object, llvm::StringRef name) {
  for (const llvm::object::SectionRef &section : object.sections())
    if (llvm::cantFail(section.getName()) == name)
      return section;
  return std::nullopt;
}

// The linker puts sections of one name behind each other, each aligned as it asks for.
std::optional<std::string> joinTables(std::span<const std::string> objects) {
  ScopeTable table;
  bool hasNames = false;
  uint64_t end = 0;  // of the code so far
  for (const std::string &bytes : objects) {
    std::unique_ptr<llvm::object::ObjectFile> object = read(bytes);
    auto text = findSection(*object, guestTextSection), names = findSection(*object, sectionName);
    if (!text)
      continue;
    uint64_t begin = llvm::alignTo(end, text->getAlignment());
    end = begin + text->getSize();
    hasNames |= names.has_value();
    if (names)
      table.addTable(llvm::cantFail(names->getContents()), begin);
  }
  return hasNames ? std::optional(table.encode()) : std::nullopt;
}

}  // namespace

std::string addNameTable(const std::string &object) {
  std::unique_ptr<llvm::object::ObjectFile> binary = read(object);
  llvm::objcopy::ConfigManager changes;
  changes.Common.StripDebug = true;
  return llvm::cantFail(change(*binary, changes, readScopes(*binary)));
}

llvm::Expected<std::string> finishSeparate(llvm::object::ObjectFile &object, llvm::StringRef mark, bool hasNames) {
  llvm::objcopy::ConfigManager changes;
  add(changes.Common.ToRemove, mark);
  changes.Common.StripDebug = hasNames;
  return change(object, changes, hasNames ? std::optional(readScopes(object)) : std::nullopt);
}

std::string finishJoined(const std::string &joined, std::span<const std::string> objects) {
  llvm::objcopy::ConfigManager changes;
  add(changes.Common.SymbolsToKeepGlobal, "wasmc_*", llvm::objcopy::MatchStyle::Wildcard);
  add(changes.Common.ToRemove, sectionName);
  return llvm::cantFail(change(*read(joined), changes, joinTables(objects)));
}

}  // namespace wasmc
