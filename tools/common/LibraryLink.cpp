#include "tools/common/LibraryLink.h"

#include "codegen/CpuFeatures.h"
#include "codegen/link/LinkJob.h"
#include "rt/abi/Plugin.h"
#include "tools/common/DataObject.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/ObjCopy/ConfigManager.h>
#include <llvm/ObjCopy/ObjCopy.h>
#include <llvm/Object/ArchiveWriter.h>
#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/raw_ostream.h>

extern "C" const char pluginX86_64Begin[], pluginX86_64End[], pluginAArch64Begin[], pluginAArch64End[];

namespace wasmc {
namespace {

using enum DataSection::Kind;

constexpr const char *pluginSymbol = "wasmc_plugin";  // rt/plugin/Plugin.cpp
constexpr const char *noteSection = ".note.wasmc";

std::string_view pluginArchive(TargetCpu target) {
  if (target == TargetCpu::AArch64)
    return {pluginAArch64Begin, pluginAArch64End};
  return {pluginX86_64Begin, pluginX86_64End};
}

// Empty sections: what the linker joins of one name is in the order of its inputs, so that in the first and the last one their
// symbols, `side` being "begin" or "end", bound all of it.
std::vector<DataSection> bounds(const std::string &side) {
  return {{"wasmc_text", Code, "", "wasmc_text_" + side},
          {"wasmc_mem_text", Code, "", "wasmc_mem_text_" + side},
          {"wasmc_names", Constant, "", "wasmc_names_" + side}};
}

// Cut between characters of UTF-8, null-terminated.
template <size_t size> void setText(char (&field)[size], std::string_view text) {
  size_t length = std::min(text.size(), size - 1);
  while (length < text.size() && length > 0 && (static_cast<uint8_t>(text[length]) & 0xc0) == 0x80)
    --length;
  text.copy(field, length);
}

std::string pluginInfo(const LibraryIdentity &identity, const CodegenOptions &options) {
  abi::PluginInfo info = {.flags = options.countFuel ? abi::countsFuelFlag : 0, .cpuFeatures = neededCpuFeatures(options)};
  setText(info.compiler, identity.compiler);
  setText(info.name, identity.name);
  return {reinterpret_cast<const char *>(&info), sizeof info};
}

std::string change(const std::string &object, const llvm::objcopy::ConfigManager &changes) {
  auto binary = llvm::cantFail(llvm::object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(object, "library.o")));
  llvm::SmallString<0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  if (llvm::Error error = executeObjcopyOnBinary(changes, *binary, stream))
    llvm::report_fatal_error(std::move(error));
  return std::string(buffer.str());
}

// All symbols local but the plugin's.
std::string hideSymbols(const std::string &object, bool strip) {
  using namespace llvm::objcopy;
  ConfigManager changes;
  llvm::cantFail(changes.Common.SymbolsToKeepGlobal.addMatcher(
      NameOrPattern::create(pluginSymbol, MatchStyle::Literal, [](llvm::Error error) { return error; })));
  changes.Common.StripUnneeded = strip;
  return change(object, changes);
}

}  // namespace

std::expected<std::string, std::string> linkLibrary(const std::string &object, const LibraryIdentity &identity,
                                                    const CodegenOptions &options) {
  std::vector<DataSection> last = bounds("end");
  last.push_back({".rodata", Constant, pluginInfo(identity, options), "wasmc_plugin_info"});
  std::string begin = makeDataObject(options.target, bounds("begin")), end = makeDataObject(options.target, last);
  LinkJob job;
  // Groups are for linkers that drop all but one of a name: names will be local.
  job.addOptions({"-r", "--force-group-allocation"});
  job.addInput({LinkInput::Kind::Object, begin, ""});
  job.addInput({LinkInput::Kind::Object, object, ""});
  job.addOptions({"--whole-archive"});
  job.addInput({LinkInput::Kind::Archive, pluginArchive(options.target), ""});
  job.addInput({LinkInput::Kind::Object, end, ""});
  auto joined = job.run();
  if (!joined)
    return joined;
  return hideSymbols(*joined, options.strip);
}

std::expected<std::string, std::string> linkShared(const std::string &library, const std::string &note,
                                                   const CodegenOptions &options) {
  std::string noteObject = makeDataObject(options.target, {{noteSection, Note, note, ""}});
  LinkJob job;
  job.addOptions(
      {"-shared", "--no-undefined", "--eh-frame-hdr", "--hash-style=gnu", "-z", "relro", "-z", "now", "-z", "noexecstack"});
  if (options.strip)
    job.addOptions({"--strip-all"});
  job.addInput({LinkInput::Kind::Object, library, ""});
  job.addInput({LinkInput::Kind::Object, noteObject, ""});
  return job.run();
}

std::string nameLibrary(const std::string &library, const std::string &symbol, const std::string &note) {
  llvm::objcopy::ConfigManager changes;
  changes.Common.SymbolsToRename[pluginSymbol] = symbol;
  changes.Common.AddSection.emplace_back(noteSection, llvm::MemoryBuffer::getMemBuffer(note, "", /*RequiresNullTerminator=*/false));
  return change(library, changes);
}

std::expected<std::string, std::string> archive(const std::string &object, const std::string &memberName) {
  llvm::NewArchiveMember member(llvm::MemoryBufferRef(object, memberName));
  auto written = llvm::writeArchiveToBuffer(member, llvm::SymtabWritingMode::NormalSymtab, llvm::object::Archive::K_GNU,
                                            /*Deterministic=*/true, /*Thin=*/false);
  if (!written)
    return std::unexpected(llvm::toString(written.takeError()));
  return (*written)->getBuffer().str();
}

}  // namespace wasmc
