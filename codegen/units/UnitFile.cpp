#include "codegen/units/UnitFile.h"

#include "codegen/OptionsJson.h"

#include <fmt/format.h>
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/BLAKE3.h>
#include <llvm/Support/Endian.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

namespace wasmc {
namespace {

namespace json = llvm::json;

struct Wrapper {
  llvm::support::ulittle32_t magic, version, offset, size, cpuType;
};
constexpr uint32_t wrapperMagic = 0x0B17C0DE;
constexpr size_t hashSize = std::tuple_size_v<UnitKey>;
constexpr size_t descriptionOffset = sizeof(Wrapper) + hashSize;
constexpr size_t bitcodeAlignment = 4;

UnitKey hashOf(std::string_view bytes) { return llvm::BLAKE3::hash<hashSize>(llvm::arrayRefFromStringRef(bytes)); }

bool fromJSON(const json::Value &value, SavedUnit &unit, json::Path path) {
  json::ObjectMapper object(value, path);
  return object && object.map("code", unit.options) && object.map("lastPageIsClosed", unit.lastPageIsClosed) &&
         object.map("hasThreads", unit.hasThreads) && object.map("hasTailCalls", unit.hasTailCalls) &&
         object.map("soleEntry", unit.soleEntry);
}

// What was written by another version may mean something else.
std::string objectionTo(const json::Value &description) {
  const json::Object *object = description.getAsObject();
  auto text = [&](llvm::StringRef key) { return object ? object->getString(key).value_or("?") : "?"; };
  if (text("wasmc") == WASMC_VERSION && text("llvm") == LLVM_VERSION_STRING)
    return "";
  return fmt::format("it is from wasmc {} with LLVM {}, this is wasmc {} with LLVM {}", text("wasmc").str(), text("llvm").str(),
                     WASMC_VERSION, LLVM_VERSION_STRING);
}

}  // namespace

std::string describeUnit(const Context &context) {
  json::Object description{{"wasmc", WASMC_VERSION},
                           {"llvm", LLVM_VERSION_STRING},
                           {"code", toJSON(context.options)},
                           {"lastPageIsClosed", context.lastPageIsClosed},
                           {"hasThreads", context.hasThreads},
                           {"hasTailCalls", context.convention.id == llvm::CallingConv::Tail},
                           {"soleEntry", context.soleEntry ? context.soleEntry->getName() : ""}};
  return llvm::formatv("{0}", json::Value(std::move(description))).str();
}

SeparateUnit writeUnit(const Context &context) {
  std::string contents = describeUnit(context);
  contents.resize(llvm::alignTo(contents.size(), bitcodeAlignment), ' ');
  Wrapper wrapper{.magic = llvm::support::ulittle32_t(wrapperMagic)};
  wrapper.offset = static_cast<uint32_t>(descriptionOffset + contents.size());
  {
    llvm::raw_string_ostream stream(contents);
    llvm::WriteBitcodeToFile(context.ir, stream, /*ShouldPreserveUseListOrder=*/true);
  }
  wrapper.size = static_cast<uint32_t>(descriptionOffset + contents.size() - wrapper.offset);
  UnitKey key = hashOf(contents);
  std::string file(reinterpret_cast<const char *>(&wrapper), sizeof wrapper);
  file.append(key.begin(), key.end());
  return {.file = file + contents, .key = key, .level = context.options.level};
}

std::expected<SavedUnit, std::string> readUnit(std::string_view file) {
  Wrapper wrapper;
  if (file.size() < descriptionOffset)
    return std::unexpected("it ends too early");
  std::memcpy(&wrapper, file.data(), sizeof wrapper);
  std::string_view contents = file.substr(descriptionOffset);
  SavedUnit unit{.key = hashOf(contents)};
  if (std::memcmp(unit.key.data(), file.data() + sizeof wrapper, hashSize) != 0)
    return std::unexpected("it is damaged, or not made by wasmc");
  if (wrapper.offset < descriptionOffset || uint64_t{wrapper.offset} + wrapper.size != file.size())
    return std::unexpected("it is damaged: its bitcode is not where it should be");
  unit.bitcode = file.substr(wrapper.offset);
  auto description = json::parse(contents.substr(0, wrapper.offset - descriptionOffset));
  if (!description)
    return std::unexpected("it is damaged: " + llvm::toString(description.takeError()));
  if (std::string objection = objectionTo(*description); !objection.empty())
    return std::unexpected(objection);
  json::Path::Root root("unit");
  if (!fromJSON(*description, unit, root))
    return std::unexpected("it is damaged: " + llvm::toString(root.getError()));
  return unit;
}

}  // namespace wasmc
