// LLVM's raw profile in memory, as instrumented code and llvm-profdata know it. The tables that declare the fields are LLVM's own, of
// the version that instruments; llvm/docs/InstrProfileFormat.rst describes them.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <llvm/ProfileData/InstrProfData.inc>  // constants, names of sections and functions, InstrProfValueData

namespace wasmc::rt::profile {

using IntPtrT = uint64_t;

// What values are recorded of. The kinds are numbered from 0 to IPVK_Last.
enum ValueKind : uint32_t {
#define VALUE_PROF_KIND(name, value, description) name = value,
#include <llvm/ProfileData/InstrProfData.inc>
};
inline constexpr uint32_t valueKinds = IPVK_Last + 1;

// One function: where its counters are, and its sites of values.
struct FunctionData {
#define INSTR_PROF_DATA(type, llvmType, name, initializer) type name;
#include <llvm/ProfileData/InstrProfData.inc>
};

// One value that a site has seen, and the next one in the site's list.
struct ValueNode {
  using PtrToNodeT = ValueNode *;
#define INSTR_PROF_VALUE_NODE(type, llvmType, name, initializer) type name;
#include <llvm/ProfileData/InstrProfData.inc>
};

struct Header {
#define INSTR_PROF_RAW_HEADER(type, name, initializer) type name;
#include <llvm/ProfileData/InstrProfData.inc>
};

// The lists of a function's sites, those of one kind behind those of the kind before; null if it has no sites.
inline ValueNode **sitesOf(const FunctionData &function) { return reinterpret_cast<ValueNode **>(function.Values); }

// How many values a site keeps: as many as in programs of clang. The format has room for 255.
inline constexpr unsigned maxValuesPerSite = 16;

// Ends the recording of values, so that lists do not change any more.
void stopRecording();

}  // namespace wasmc::rt::profile
