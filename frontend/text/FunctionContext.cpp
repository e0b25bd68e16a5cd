#include "frontend/text/FunctionContext.h"

namespace wasmc::text {

void LabelStack::push(std::optional<std::string_view> id) {
  Label label{id, std::nullopt};
  if (id) {
    auto [entry, isNew] = depths.emplace(*id, depth());
    if (!isNew)
      label.shadowed = std::exchange(entry->second, depth());
    names.emplace_back(opened, *id);
  }
  ++opened;
  labels.push_back(label);
}

void LabelStack::pop() {
  Label label = labels.back();
  labels.pop_back();
  if (label.shadowed)
    depths[*label.id] = *label.shadowed;
  else if (label.id)
    depths.erase(*label.id);
}

std::optional<uint32_t> LabelStack::find(std::string_view id) const {
  auto entry = depths.find(id);
  return entry == depths.end() ? std::nullopt : std::optional(depth() - 1 - entry->second);
}

}  // namespace wasmc::text
