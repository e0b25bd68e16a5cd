// The module "spectest", which scripts may import from: a host module of the reference interpreter (interpreter/README.md in
// WebAssembly/spec, "Spectest host module"), with what proposals add to it.
#pragma once

#include <cstdint>
#include <span>

namespace wasmc {

// In the binary format. Whatever features a script is read under, this module is read under FeatureSet::all(). Lives as long as
// the process.
std::span<const uint8_t> spectestModule();

}  // namespace wasmc
