// What is known of the function, or the constant expression, whose instructions are being read.
#pragma once

#include "frontend/text/Context.h"

namespace wasmc::text {

// The labels around an instruction. Resolving one takes constant time however deep the nesting.
class LabelStack {
public:
  void push(std::optional<std::string_view> id);
  void pop();
  uint32_t depth() const { return static_cast<uint32_t>(labels.size()); }
  std::optional<std::string_view> top() const { return labels.back().id; }
  // The relative depth of the innermost label with that identifier.
  std::optional<uint32_t> find(std::string_view id) const;

  // For the name section: by the order in which the blocks open.
  NameMap names;

private:
  struct Label {
    std::optional<std::string_view> id;
    std::optional<uint32_t> shadowed;  // the depth of the label that had the identifier before
  };
  std::vector<Label> labels;
  IdMap depths;  // of the innermost label by identifier
  uint32_t opened = 0;
};

struct BranchHint {
  uint32_t offset;  // of the instruction in the function's body, locals included
  uint8_t value;
};

struct FunctionContext {
  LocalScope locals;
  LabelStack labels;
  std::vector<BranchHint> hints;
};

}  // namespace wasmc::text
