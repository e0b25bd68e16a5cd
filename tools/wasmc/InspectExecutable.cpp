// An executable's own description: Executable.cpp wrote it.
#include "tools/wasmc/Executable.h"
#include "tools/wasmc/Inspect.h"

#include <llvm/BinaryFormat/ELF.h>
#include <llvm/Object/ELF.h>

namespace wasmc {
namespace {

namespace json = llvm::json;
using ElfFile = llvm::object::ELFFile<llvm::object::ELF64LE>;

// By the program headers: a stripped file need not have sections. None: nothing was made by wasmc here.
llvm::Expected<std::optional<std::string>> findNote(const ElfFile &file) {
  auto headers = file.program_headers();
  if (!headers)
    return headers.takeError();
  for (const auto &header : *headers) {
    if (header.p_type != llvm::ELF::PT_NOTE)
      continue;
    std::optional<std::string> found;
    llvm::Error error = llvm::Error::success();
    for (const auto &note : file.notes(header, error))
      if (!found && note.getName() == llvm::StringRef(noteOwner) && note.getType() == noteType)
        found = note.getDescAsStringRef(std::max<size_t>(header.p_align, 4)).str();  // as the iterator does
    if (error)
      return std::move(error);
    if (found)
      return found;
  }
  return std::nullopt;
}

}  // namespace

bool isElf(std::string_view contents) { return contents.starts_with(llvm::StringRef(llvm::ELF::ElfMagic, 4)); }

std::expected<json::Object, std::string> describeExecutable(std::string_view contents) {
  auto failed = [](llvm::Error error) { return std::unexpected("damaged executable: " + llvm::toString(std::move(error))); };
  constexpr const char *foreign = "not an executable made by wasmc";
  if (contents.size() < llvm::ELF::EI_NIDENT || contents[llvm::ELF::EI_CLASS] != llvm::ELF::ELFCLASS64 ||
      contents[llvm::ELF::EI_DATA] != llvm::ELF::ELFDATA2LSB)
    return std::unexpected(foreign);
  auto file = ElfFile::create({contents.data(), contents.size()});
  if (!file)
    return failed(file.takeError());
  auto note = findNote(*file);
  if (!note)
    return failed(note.takeError());
  if (!*note)
    return std::unexpected(foreign);
  auto value = json::parse(**note);
  if (!value)
    return failed(value.takeError());
  json::Object *document = value->getAsObject();
  if (!document)
    return std::unexpected("damaged executable: its description is not an object");
  (*document)["kind"] = "executable";
  (*document)["size"] = contents.size();
  return std::move(*document);
}

}  // namespace wasmc
