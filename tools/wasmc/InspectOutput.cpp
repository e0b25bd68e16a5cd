// What an executable or a library says of itself (Description.h).
#include "tools/wasmc/Description.h"
#include "tools/wasmc/Inspect.h"

#include <llvm/BinaryFormat/ELF.h>
#include <llvm/Object/Archive.h>
#include <llvm/Object/ELF.h>

namespace wasmc {
namespace {

namespace json = llvm::json;
using ElfFile = llvm::object::ELFFile<llvm::object::ELF64LE>;

// The note's text among those of a segment or section; none: there is none of wasmc's.
template <typename Header> llvm::Expected<std::optional<std::string>> findNote(const ElfFile &file, const Header &header,
                                                                               size_t align) {
  std::optional<std::string> found;
  llvm::Error error = llvm::Error::success();
  for (const auto &note : file.notes(header, error))
    if (!found && note.getName() == llvm::StringRef(noteOwner) && note.getType() == noteType)
      found = note.getDescAsStringRef(std::max<size_t>(align, 4)).str();  // as the iterator does
  if (error)
    return std::move(error);
  return found;
}

// By the program headers: a stripped file need not have sections.
llvm::Expected<std::optional<std::string>> findLoadedNote(const ElfFile &file) {
  auto headers = file.program_headers();
  if (!headers)
    return headers.takeError();
  for (const auto &header : *headers)
    if (header.p_type == llvm::ELF::PT_NOTE)
      if (auto found = findNote(file, header, header.p_align); !found || *found)
        return found;
  return std::nullopt;
}

// Of a relocatable object, which has no segments.
llvm::Expected<std::optional<std::string>> findNoteSection(const ElfFile &file) {
  auto sections = file.sections();
  if (!sections)
    return sections.takeError();
  for (const auto &section : *sections)
    if (section.sh_type == llvm::ELF::SHT_NOTE)
      if (auto found = findNote(file, section, section.sh_addralign); !found || *found)
        return found;
  return std::nullopt;
}

constexpr const char *foreign = "not an executable or a library made by wasmc";

std::unexpected<std::string> failed(llvm::Error error) {
  return std::unexpected("damaged file: " + llvm::toString(std::move(error)));
}

std::expected<json::Object, std::string> describeElf(std::string_view contents) {
  if (contents.size() < llvm::ELF::EI_NIDENT || contents[llvm::ELF::EI_CLASS] != llvm::ELF::ELFCLASS64 ||
      contents[llvm::ELF::EI_DATA] != llvm::ELF::ELFDATA2LSB)
    return std::unexpected(foreign);
  auto file = ElfFile::create({contents.data(), contents.size()});
  if (!file)
    return failed(file.takeError());
  bool isObject = file->getHeader().e_type == llvm::ELF::ET_REL;
  auto note = isObject ? findNoteSection(*file) : findLoadedNote(*file);
  if (!note)
    return failed(note.takeError());
  if (!*note)
    return std::unexpected(foreign);
  auto value = json::parse(**note);
  if (!value)
    return failed(value.takeError());
  json::Object *document = value->getAsObject();
  if (!document)
    return std::unexpected("damaged file: its description is not an object");
  bool isExecutable = document->get("systemCalls");
  (*document)["kind"] = isExecutable ? "executable" : isObject ? "library object" : "shared library";
  return std::move(*document);
}

// A library is the only member.
std::expected<json::Object, std::string> describeArchive(std::string_view contents) {
  auto archive = llvm::object::Archive::create(llvm::MemoryBufferRef({contents.data(), contents.size()}, ""));
  if (!archive)
    return failed(archive.takeError());
  llvm::Error error = llvm::Error::success();
  auto first = (*archive)->child_begin(error);
  if (error)
    return failed(std::move(error));
  if (first == (*archive)->child_end())
    return std::unexpected(foreign);
  auto member = first->getBuffer();
  if (!member)
    return failed(member.takeError());
  // LLVM believes what the header says of the size.
  size_t place = static_cast<size_t>(member->data() - contents.data());
  if (place > contents.size() || member->size() > contents.size() - place)
    return std::unexpected("damaged file: the archive ends too early");
  auto document = describeElf({member->data(), member->size()});
  if (document)
    (*document)["kind"] = "static library";
  return document;
}

bool isElf(std::string_view contents) { return contents.starts_with(llvm::StringRef(llvm::ELF::ElfMagic, 4)); }

}  // namespace

bool isOutput(std::string_view contents) { return isElf(contents) || contents.starts_with(llvm::object::ArchiveMagic); }

std::expected<json::Object, std::string> describeOutput(std::string_view contents) {
  auto document = isElf(contents) ? describeElf(contents) : describeArchive(contents);
  if (document)
    (*document)["size"] = contents.size();
  return document;
}

}  // namespace wasmc
