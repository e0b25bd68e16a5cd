#include "codegen/units/KeyOfUnit.h"

#include "codegen/units/UnitFile.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/Support/BLAKE3.h>
#include <llvm/Support/raw_ostream.h>

namespace wasmc {

UnitKey keyOf(const Context &context) {
  llvm::SmallString<0> bitcode;
  llvm::raw_svector_ostream stream(bitcode);
  llvm::WriteBitcodeToFile(context.ir, stream);
  llvm::BLAKE3 hash;
  hash.update(describeUnit(context));
  hash.update(llvm::StringRef("\0", 1));
  hash.update(bitcode);
  return hash.final();
}

}  // namespace wasmc
