#include "frontend/Features.h"

#include <optional>

namespace wasmc {

namespace {

enum Default : bool { Off, On };

struct FeatureInfo {
  std::string_view text;
  unsigned edition;
  Default initially;
  Feature base;
};

// Indexed by Feature.
constexpr FeatureInfo table[] = {
    {"core", 1, On, Feature::Core},
#define WASMC_FEATURE(name, text, edition, initially, base) {text, edition, initially, Feature::base},
#include "frontend/Features.def"
#undef WASMC_FEATURE
};

const FeatureInfo &info(Feature feature) { return table[static_cast<size_t>(feature)]; }

// Every feature but Core, in the order of the list.
template <typename Action> void forEachFeature(Action action) {
  for (size_t i = static_cast<size_t>(Feature::Core) + 1; i < static_cast<size_t>(Feature::Count_); ++i)
    action(static_cast<Feature>(i));
}

FeatureSet edition(unsigned number) {
  FeatureSet set;
  forEachFeature([&](Feature feature) {
    if (unsigned since = info(feature).edition; since != 0 && since <= number)
      set.set(feature);
  });
  return set;
}

std::optional<FeatureSet> namedSet(std::string_view name) {
  if (name == "all")
    return FeatureSet::all();
  if (name == "wasm1")
    return edition(1);
  if (name == "wasm2")
    return edition(2);
  if (name == "wasm3")
    return edition(3);
  return std::nullopt;
}

std::optional<Feature> findFeature(std::string_view name) {
  std::optional<Feature> found;
  forEachFeature([&](Feature feature) {
    if (info(feature).text == name)
      found = feature;
  });
  return found;
}

// Applies one element of the list; the error is a sentence.
std::expected<void, std::string> apply(FeatureSet &set, std::string_view item) {
  if (std::optional<FeatureSet> named = namedSet(item)) {
    set = *named;
    return {};
  }
  bool on = item.starts_with('+');
  if (!on && !item.starts_with('-'))
    return std::unexpected("'" + std::string(item) + "' is not wasm1, wasm2, wasm3, all, +FEATURE or -FEATURE");
  std::optional<Feature> feature = findFeature(item.substr(1));
  if (!feature)
    return std::unexpected("there is no feature named '" + std::string(item.substr(1)) + "'");
  set.set(*feature, on);
  return {};
}

}  // namespace

std::string_view featureName(Feature feature) { return info(feature).text; }

std::string missingFeature(Feature feature) {
  return "requires the feature '" + std::string(featureName(feature)) + "', which is off";
}

void FeatureSet::set(Feature feature, bool on) {
  bits[static_cast<size_t>(feature)] = on;
  if (on && feature != Feature::Core)
    set(info(feature).base);
  if (!on)
    forEachFeature([&](Feature other) {
      if (other != feature && !has(info(other).base))
        bits[static_cast<size_t>(other)] = false;
    });
}

FeatureSet FeatureSet::all() {
  FeatureSet set;
  forEachFeature([&](Feature feature) {
    if (info(feature).initially == On)
      set.set(feature);
  });
  return set;
}

std::expected<FeatureSet, std::string> FeatureSet::parse(std::string_view list) {
  FeatureSet set = all();
  while (!list.empty()) {
    size_t comma = list.find(',');
    if (auto applied = apply(set, list.substr(0, comma)); !applied)
      return std::unexpected(applied.error());
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return set;
}

}  // namespace wasmc
