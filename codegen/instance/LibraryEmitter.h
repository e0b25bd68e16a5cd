// A library: independent modules, of which nothing is known while another is compiled but its types (abi::Library).
#pragma once

#include "codegen/analysis/BodyFacts.h"
#include "codegen/instance/LibraryInstance.h"
#include "codegen/instance/ModelEmitter.h"

#include <deque>

namespace wasmc {

class LibraryEmitter final : public ModelEmitter {
public:
  // Borrows all; `facts` are those of the input's modules.
  LibraryEmitter(Context &context, const LibraryInput &input, const std::vector<BodyFacts> &facts);

  std::expected<void, ModuleError> emit() override;
  FunctionId provider(FunctionId import) const override { return import; }
  std::unique_ptr<UnitModel> share() override;

private:
  Context &context;
  const LibraryInput &input;
  const std::vector<BodyFacts> &facts;
  std::shared_ptr<std::deque<LibraryLayout>> layouts;  // by module; outlive this in the units' model
  std::vector<std::unique_ptr<LibraryInstance>> instances;
};

}  // namespace wasmc
