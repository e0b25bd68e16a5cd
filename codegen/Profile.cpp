#include "codegen/Profile.h"

#include "codegen/Codegen.h"

#include <fmt/format.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/ProfileData/InstrProf.h>
#include <llvm/ProfileData/InstrProfReader.h>

namespace wasmc {
namespace {

constexpr const char *fileName = "profile";  // in files()

std::unique_ptr<llvm::MemoryBuffer> bufferOf(const std::string &contents) {
  return llvm::MemoryBuffer::getMemBuffer(contents, fileName, /*RequiresNullTerminator=*/false);
}

}  // namespace

std::string checkProfile(const std::string &contents) {
  auto reader = llvm::IndexedInstrProfReader::create(bufferOf(contents));
  if (!reader)
    return fmt::format("{}; llvm-profdata-{} merge -o FILE makes a profile of what instrumented executables write",
                       llvm::toString(reader.takeError()), LLVM_VERSION_MAJOR);
  if (!(*reader)->isIRLevelProfile())
    return "not the profile of a program compiled with --pgo-instrument";
  return "";
}

Profile::Profile(Context &context) : context(context) {
  if (context.options.profile.empty())
    return;
  // The one kind of diagnostic that applying a profile gives as a warning is that of a function that has changed.
  auto count = [](const llvm::DiagnosticInfo *info, void *self) {
    if (info->getKind() == llvm::DK_PGOProfile && info->getSeverity() == llvm::DS_Warning)
      ++static_cast<Profile *>(self)->changed;
  };
  context.ir.getContext().setDiagnosticHandlerCallBack(count, this);
}

Profile::~Profile() {
  if (!context.options.profile.empty())
    context.ir.getContext().setDiagnosticHandlerCallBack(nullptr);
}

std::optional<llvm::PGOOptions> Profile::options() const {
  auto make = [&](const char *file, llvm::PGOOptions::PGOAction action) {
    return llvm::PGOOptions(file, "", "", "", action, llvm::PGOOptions::NoCSAction, llvm::PGOOptions::ColdFuncOpt::Default,
                            /*DebugInfoForProfiling=*/false, /*PseudoProbeForProfiling=*/false,
                            /*AtomicCounterUpdate=*/context.hasThreads);
  };
  if (context.options.pgoInstrument)
    return make("", llvm::PGOOptions::IRInstr);
  if (!context.options.profile.empty())
    return make(fileName, llvm::PGOOptions::IRUse);
  return std::nullopt;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Profile::files() const {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile(fileName, /*ModificationTime=*/0, bufferOf(context.options.profile));
  return files;
}

void Profile::observe(llvm::PassInstrumentationCallbacks &callbacks) {
  if (context.options.profile.empty())
    return;
  callbacks.registerAfterPassCallback([this](llvm::StringRef pass, const llvm::Any &unit, const llvm::PreservedAnalyses &) {
    if (pass == "PGOInstrumentationUse")
      assess(**llvm::any_cast<const llvm::Module *>(&unit));
  });
}

void Profile::assess(const llvm::Module &ir) {
  auto reader = llvm::cantFail(llvm::IndexedInstrProfReader::create(bufferOf(context.options.profile)));
  llvm::StringSet<> known;
  for (const llvm::NamedInstrProfRecord &record : *reader)
    known.insert(record.Name);
  for (const llvm::Function &function : ir) {
    if (function.isDeclaration())
      continue;
    ++functions;
    if (!known.erase(llvm::getIRPGOFuncName(function)))
      ++absent;
  }
  lost = known.size();
}

std::string Profile::warning() const {
  // Functions that are absent only may have been left out by the merging tool because they never ran.
  if (changed == 0 && lost == 0)
    return "";
  return fmt::format(
      "the profile is not of this program, or of another version or other options: of {} functions {} have changed and "
      "{} are not in it; {} of its functions are not in the program",
      functions, changed, absent, lost);
}

}  // namespace wasmc
