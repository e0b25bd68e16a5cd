#include "codegen/units/KeyOfUnit.h"

#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/BLAKE3.h>
#include <llvm/Support/raw_ostream.h>

namespace wasmc {
namespace {

// What passes and code generation look at beside the IR.
std::string describe(const Context &context) {
  const CodegenOptions &options = context.options;
  std::string text =
      fmt::format("wasmc {} LLVM {} -O{} bounds {} dead loads {} profile {} closed {} sole entry {}", WASMC_VERSION,
                  LLVM_VERSION_STRING, static_cast<int>(options.level), static_cast<int>(options.bounds), options.dropDeadLoads,
                  options.pgoInstrument, context.lastPageIsClosed, context.soleEntry ? context.soleEntry->getName().str() : "");
  text += fmt::format(" fuel {} threads {} deterministic {} strip {}", options.countFuel, context.hasThreads, options.deterministic,
                      options.strip);
#define WASMC_TECHNIQUE(name, option, description) text += options.techniques.name ? '1' : '0';
#include "codegen/Techniques.def"
#undef WASMC_TECHNIQUE
  return text;
}

}  // namespace

UnitKey keyOf(const Context &context) {
  llvm::SmallString<0> bitcode;
  llvm::raw_svector_ostream stream(bitcode);
  llvm::WriteBitcodeToFile(context.ir, stream);
  llvm::BLAKE3 hash;
  hash.update(describe(context));
  hash.update(llvm::StringRef("\0", 1));
  hash.update(bitcode);
  return hash.final();
}

}  // namespace wasmc
