// x86-64. The baseline is x86-64-v2 (SSE4.2, POPCNT: every CPU since 2009), whose roundss and popcnt are what Wasm's floor, nearest
// and popcnt become; without SSE4.1 they would be calls into a C library that an executable does not have.
#include "codegen/target/Target.h"

#include <llvm/MC/MCSubtargetInfo.h>

namespace wasmc {
namespace {

class X86_64 final : public Target {
public:
  llvm::Triple triple() const override { return llvm::Triple("x86_64-unknown-linux-gnu"); }
  std::string baselineCpu() const override { return "x86-64-v2"; }
  std::string features(const CodegenOptions &) const override { return ""; }
  llvm::StringRef baseRegister() const override { return ""; }
  bool addsDisplacements() const override { return true; }
  bool hasNarrowAddresses() const override { return true; }
  bool keepsInstance() const override { return true; }
  bool canStorePartly(unsigned) const override { return false; }
  // minss gives its second operand, untouched, where one is a NaN or both are zeros.
  bool hasMinimum() const override { return false; }
  bool hasSaturatingConversions() const override { return false; }
  const SimdLowering &simd() const override { return x86_64Simd(); }
  SimdFeatures simdFeaturesOf(const llvm::MCSubtargetInfo &subtarget) const override {
    return {.fma = subtarget.checkFeatures("+fma")};
  }
  std::string objectionTo(const llvm::MCSubtargetInfo &subtarget) const override {
    if (!subtarget.checkFeatures("+sse4.1,+64bit"))
      return "it lacks SSE4.1 or 64-bit mode; the least that works is x86-64-v2";
    return "";
  }
};

}  // namespace

const Target &x86_64Target() {
  static const X86_64 target;
  return target;
}

}  // namespace wasmc
