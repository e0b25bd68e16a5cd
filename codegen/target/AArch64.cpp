// AArch64, ARMv8.0-A upwards. Atomics and frint are in the base architecture; nothing is asked for beyond it.
#include "codegen/target/Target.h"

#include <llvm/MC/MCSubtargetInfo.h>

namespace wasmc {
namespace {

class AArch64 final : public Target {
public:
  llvm::Triple triple() const override { return llvm::Triple("aarch64-unknown-linux-gnu"); }
  std::string baselineCpu() const override { return "generic"; }
  // Out-of-line atomics would call into a compiler library that an executable does not have.
  std::string features(const CodegenOptions &options) const override {
    return usesBaseRegister(options) ? "-outline-atomics,+reserve-x28" : "-outline-atomics";
  }
  // Set by rt/start/aarch64/start.S. The runtime is compiled with -ffixed-x28 (rt/Archive.cmake).
  llvm::StringRef baseRegister() const override { return "x28"; }
  bool addsDisplacements() const override { return false; }
  // Saving one more register costs more than moving the argument: 1.3 % more instructions in code of applications.
  bool hasNarrowAddresses() const override { return false; }
  bool keepsInstance() const override { return false; }
  // A vector is two accesses of 8 bytes each (Arm ARM, B2.2.1, single-copy atomicity), which may lie in different pages.
  bool canStorePartly(unsigned bytes) const override { return bytes > 8; }
  bool hasMinimum() const override { return true; }  // fmin
  bool hasSaturatingConversions() const override { return true; }
  const SimdLowering &simd() const override { return aarch64Simd(); }
  SimdFeatures simdFeaturesOf(const llvm::MCSubtargetInfo &subtarget) const override {
    return {.fma = true, .dotProduct = subtarget.checkFeatures("+dotprod")};
  }
  std::string objectionTo(const llvm::MCSubtargetInfo &subtarget) const override {
    return subtarget.checkFeatures("+fp-armv8,+neon") ? "" : "it lacks floating point or NEON";
  }
};

}  // namespace

const Target &aarch64Target() {
  static const AArch64 target;
  return target;
}

}  // namespace wasmc
