// What the rest of codegen asks of a CPU. One implementation per CPU beside this header.
#pragma once

#include "codegen/Options.h"
#include "codegen/target/SimdLowering.h"

#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Triple.h>
#include <memory>
#include <string>

namespace wasmc {

class Target {
public:
  virtual ~Target() = default;

  virtual llvm::Triple triple() const = 0;
  // The CPU when --cpu is not given.
  virtual std::string baselineCpu() const = 0;
  // LLVM target features that must be on besides the CPU's own: "+a,-b".
  virtual std::string features(const CodegenOptions &options) const = 0;
  // The register that the runtime sets to abi::fixedMemoryBase, for passes/BaseRegister; empty: a constant serves as well.
  virtual llvm::StringRef baseRegister() const = 0;
  // Whether an access adds a constant to base and index at no cost.
  virtual bool addsDisplacements() const = 0;
  // Whether an access can compute its address in 32 bits (NarrowAddresses).
  virtual bool hasNarrowAddresses() const = 0;
  // Whether functions of a library are better off with the instance pointer in a register that calls preserve.
  virtual bool keepsInstance() const = 0;
  // Whether a store of so many bytes that ends in a fault may have written some of them.
  virtual bool canStorePartly(unsigned bytes) const = 0;
  // Whether one instruction does llvm.minimum, with a quiet NaN for a signalling one as Wasm wants it.
  virtual bool hasMinimum() const = 0;
  // Whether one instruction converts a float to an integer with saturation.
  virtual bool hasSaturatingConversions() const = 0;
  virtual const SimdLowering &simd() const = 0;
  virtual SimdFeatures simdFeaturesOf(const llvm::MCSubtargetInfo &subtarget) const = 0;
  // What is wrong with generating code for this CPU (say, a missing instruction that the runtime counts on); empty: nothing.
  virtual std::string objectionTo(const llvm::MCSubtargetInfo &subtarget) const = 0;

  std::string cpu(const CodegenOptions &options) const { return options.cpu.empty() ? baselineCpu() : options.cpu; }
  // Whether generated code has the memory's constant base in that register.
  bool usesBaseRegister(const CodegenOptions &options) const;
  // Whether accesses at the memory's constant base compute their addresses in 32 bits. Only where context.lastPageIsClosed.
  bool narrowsAddresses(const CodegenOptions &options) const;
  SimdFeatures simdFeatures(const CodegenOptions &options) const;
  std::unique_ptr<llvm::TargetMachine> createMachine(const CodegenOptions &options) const;

  static const Target &get(TargetCpu cpu);
};

// The implementations, X86_64.cpp and AArch64.cpp.
const Target &x86_64Target();
const Target &aarch64Target();

}  // namespace wasmc
