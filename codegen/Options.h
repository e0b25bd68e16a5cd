// What a compilation is asked to produce.
#pragma once

#include <cstdint>
#include <string>

namespace wasmc {

enum class TargetCpu : uint8_t { X86_64, AArch64 };

// How memory accesses are checked.
enum class BoundsMode : uint8_t {
  Guard,     // the address space behind a memory is inaccessible: a bad access faults
  Explicit,  // each access is compared with the memory's size
};

enum class OptLevel : uint8_t { O0, O1, O2, O3, Os, Oz };

struct CodegenOptions {
  TargetCpu target = TargetCpu::X86_64;
  std::string cpu;  // LLVM's name; empty: the target's baseline
  OptLevel level = OptLevel::O2;
  BoundsMode bounds = BoundsMode::Guard;
  bool allowUndefined = false;   // calling an import that nothing provides traps, instead of being refused
  bool strip = false;            // no function names in the output
  bool dropDeadLoads = false;    // in guard mode, loads that nobody needs may go, and their traps with them: for measurements only
  bool noIndexWidening = false;  // in guard mode, indices stay 32 bits wide (passes/WidenIndices.h): for measurements only
  // The shadow stack pointer stays in memory (passes/ShadowStackPointer.h): for measurements only.
  bool noStackPointerPassing = false;
  // For measurements only, in explicit mode: comparisons stay in loops (passes/HoistBoundsChecks.h); each access has its own
  // (passes/MergeBoundsChecks.h); nothing is known of memories' sizes (memory/MemorySize.h).
  bool noCheckHoisting = false, noCheckMerging = false, noKnownSizes = false;
  bool countFuel = false;      // instructions are counted, so that the runtime can give a budget (emit/Fuel.h)
  bool deterministic = false;  // the specification's deterministic profile: the same NaNs and relaxed operators on every CPU
};

// The forms that compiled code can be asked for in; any number of them.
struct CodegenOutputs {
  bool object = false;
  bool assembly = false;
  bool llvmIr = false;
  bool llvmBitcode = false;
};

}  // namespace wasmc
