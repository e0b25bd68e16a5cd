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

class CompileObserver;
class UnitCache;

// What is done for speed, each of which can be turned off for measurements.
struct Techniques {
#define WASMC_TECHNIQUE(name, option, description) bool name = true;
#include "codegen/Techniques.def"
#undef WASMC_TECHNIQUE
};

struct CodegenOptions {
  TargetCpu target = TargetCpu::X86_64;
  std::string cpu;  // LLVM's name; empty: the target's baseline
  OptLevel level = OptLevel::O2;
  BoundsMode bounds = BoundsMode::Guard;
  bool allowUndefined = false;  // calling an import that nothing provides traps, instead of being refused
  bool strip = false;           // no function names in the output
  bool dropDeadLoads = false;   // in guard mode, loads that nobody needs may go, and their traps with them: for measurements only
  bool countFuel = false;       // instructions are counted, so that the runtime can give a budget (emit/Fuel.h)
  bool pgoInstrument = false;   // the code counts how often it runs, for a profile (codegen/Profile.h)
  std::string profile;          // contents of an indexed profile, checked by checkProfile(); empty: none
  bool deterministic = false;   // the specification's deterministic profile: the same NaNs and relaxed operators on every CPU
  Techniques techniques;
  unsigned threads = 0;                 // to compile with, which the output does not depend on; 0: as many as there are cores
  uint64_t unitSize = 0;                // of bodies in bytes that are compiled together (units/Units.h); 0: the usual one
  CompileObserver *observer = nullptr;  // of how the compilation goes; borrowed; may be null
  UnitCache *cache = nullptr;           // of compiled units; borrowed; null: everything is compiled
};

// The forms that compiled code can be asked for in; any number of them.
struct CodegenOutputs {
  bool object = false;
  bool assembly = false;
  bool llvmIr = false;
  bool llvmBitcode = false;
};

}  // namespace wasmc
