#include "codegen/SeparateUnits.h"

#include "codegen/NameTable.h"
#include "codegen/units/JoinObjects.h"
#include "codegen/units/UnitFile.h"
#include "codegen/units/UnitIr.h"
#include "codegen/units/UnitMark.h"

#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/ThreadPool.h>

namespace wasmc {
namespace {

std::string damaged(llvm::Error error) { return "it is damaged: " + llvm::toString(std::move(error)); }

// Puts a module in the place of another one. LLVM's assignment forgets the table of named metadata's names on both sides: they go by hand.
void replace(llvm::Module &old, llvm::Module &module) {
  std::vector<std::pair<std::string, std::vector<llvm::MDNode *>>> metadata;
  for (llvm::NamedMDNode &node : llvm::make_early_inc_range(module.named_metadata())) {
    metadata.emplace_back(node.getName().str(), std::vector<llvm::MDNode *>(node.op_begin(), node.op_end()));
    module.eraseNamedMetadata(&node);
  }
  for (llvm::NamedMDNode &node : llvm::make_early_inc_range(old.named_metadata()))
    old.eraseNamedMetadata(&node);
  old = std::move(module);
  for (const auto &[name, nodes] : metadata)
    for (llvm::MDNode *node : nodes)
      old.getOrInsertNamedMetadata(name)->addOperand(node);
}

// Gives `ir` the unit's code, in place of what it had.
std::expected<void, std::string> load(const SavedUnit &unit, UnitIr &ir) {
  auto module = llvm::parseBitcodeFile({unit.bitcode, "wasm"}, ir.llvmContext);
  if (!module)
    return std::unexpected(damaged(module.takeError()));
  replace(ir.context.ir, **module);
  if (!unit.soleEntry.empty() && !(ir.context.soleEntry = ir.context.ir.getFunction(unit.soleEntry)))
    return std::unexpected("it is damaged: it lacks the function " + unit.soleEntry);
  ir.mark = unit.key;
  return {};
}

std::string_view bytesOf(const UnitKey &key) { return {reinterpret_cast<const char *>(key.data()), key.size()}; }

// The key of the unit that the object says it was compiled from; none: it does not say.
llvm::Expected<std::optional<std::string>> findMark(const llvm::object::ObjectFile &object) {
  for (const llvm::object::SectionRef &section : object.sections()) {
    auto name = section.getName();
    if (!name)
      return name.takeError();
    auto contents = section.getContents();
    if (!contents)
      return contents.takeError();
    if (*name == unitMarkSection)
      return contents->str();
  }
  return std::nullopt;
}

std::expected<void, std::string> check(const llvm::object::ObjectFile &object, const UnitKey &unit, const llvm::Triple &target) {
  if (!object.isRelocatableObject() || object.makeTriple().getArch() != target.getArch())
    return std::unexpected("it is no object for " + target.getArchName().str());
  auto mark = findMark(object);
  if (!mark)
    return std::unexpected(damaged(mark.takeError()));
  if (!*mark)
    return std::unexpected("it was not compiled from a unit");
  if (**mark != bytesOf(unit))
    return std::unexpected("it was compiled from another unit, or from this one before it changed");
  return {};
}

// The bytes of an object that has been compiled from the unit, made like one that was compiled here.
std::expected<std::string, std::string> finish(const SeparateObject &object, const CodegenOptions &options) {
  auto binary = llvm::object::ObjectFile::createELFObjectFile({object.contents, "unit.o"});
  if (!binary)
    return std::unexpected(damaged(binary.takeError()));
  if (auto done = check(**binary, object.unit, Target::get(options.target).triple()); !done)
    return std::unexpected(done.error());
  auto finished = finishSeparate(**binary, unitMarkSection, !options.strip);
  if (!finished)
    return std::unexpected(damaged(finished.takeError()));
  return *std::move(finished);
}

}  // namespace

bool isSeparateUnit(std::string_view file) {
  const auto *begin = reinterpret_cast<const unsigned char *>(file.data());
  return file.size() >= 4 && llvm::isBitcodeWrapper(begin, begin + file.size());
}

std::expected<CompiledProgram, std::string> compileSeparateUnit(std::string_view file, const CodegenOutputs &outputs,
                                                                CompileObserver *observer) {
  auto unit = readUnit(file);
  if (!unit)
    return std::unexpected(unit.error());
  unit->options.observer = observer;
  const std::vector<InputModule> noModules;
  CanonicalTypes noTypes(noModules);  // only emission looks at types
  Setup setup{.options = unit->options,
              .convention = {.id = unit->hasTailCalls ? llvm::CallingConv::Tail : llvm::CallingConv::C},
              .types = noTypes,
              .lastPageIsClosed = unit->lastPageIsClosed,
              .collectsExceptions = false,
              .hasThreads = unit->hasThreads};
  UnitIr ir(setup, /*describes=*/false);
  if (auto done = load(*unit, ir); !done)
    return std::unexpected(done.error());
  return ir.compile(outputs);
}

std::expected<std::string, JoinError> joinSeparateObjects(std::vector<SeparateObject> objects, const CodegenOptions &options) {
  std::vector<std::expected<std::string, std::string>> finished(objects.size());
  {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(options.threads));
    for (size_t i = 0; i < objects.size(); ++i)
      pool.async([&, i] { finished[i] = finish(objects[i], options); });
    pool.wait();
  }
  std::vector<std::string> contents;
  for (size_t i = 0; i < objects.size(); ++i) {
    if (!finished[i])
      return std::unexpected(JoinError{i, finished[i].error()});
    contents.push_back(*std::move(finished[i]));
  }
  auto joined = joinObjects(contents);
  if (!joined)
    return std::unexpected(JoinError{objects.size(), joined.error()});
  return *std::move(joined);
}

}  // namespace wasmc
