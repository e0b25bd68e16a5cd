// The proposals of WebAssembly as a set that each module is read under.
#pragma once

#include <bitset>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace wasmc {

enum class Feature : uint8_t {
  Core,  // WebAssembly 1.0: always on
#define WASMC_FEATURE(name, text, edition, initially, base) name,
#include "frontend/Features.def"
#undef WASMC_FEATURE
  Count_
};

// The command-line spelling, e.g. `bulk-memory`.
std::string_view featureName(Feature feature);
// Why a module is refused that needs a feature which is not on: `requires the feature 'simd', which is off`.
std::string missingFeature(Feature feature);

class FeatureSet {
public:
  // Everything that is on by default.
  static FeatureSet all();
  // `+x,-y,wasm1,wasm2,wasm3,all` applied from left to right onto all(); a named set replaces what stood before it.
  // The error is a sentence for the command line.
  static std::expected<FeatureSet, std::string> parse(std::string_view list);

  bool has(Feature feature) const { return feature == Feature::Core || bits[static_cast<size_t>(feature)]; }
  // On: what the feature extends goes on too. Off: what extends it goes off too.
  void set(Feature feature, bool on = true);

private:
  std::bitset<static_cast<size_t>(Feature::Count_)> bits;
};

}  // namespace wasmc
