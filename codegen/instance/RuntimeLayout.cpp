#include "codegen/instance/RuntimeLayout.h"

#include "codegen/memory/MemoryAccess.h"

namespace wasmc {
namespace {

// The declared maximum, or the largest number of pages that the address type can count and address.
uint64_t maxPages(const MemoryType &type) {
  unsigned bits = type.addressType == ValueType::I64 ? 64 : 32;
  uint64_t addressable = type.pageSizeLog2 == 0 ? UINT64_MAX >> (64 - bits) : uint64_t{1} << (bits - type.pageSizeLog2);
  return type.limits.max.value_or(addressable);
}

abi::TypeKind kindOf(const SubType &type) {
  if (type.function())
    return abi::TypeKind::Func;
  return type.structure() ? abi::TypeKind::Struct : abi::TypeKind::Array;
}

}  // namespace

RuntimeLayout::RuntimeLayout(Context &context) : context(context) {}

llvm::Constant *RuntimeLayout::structure(std::initializer_list<llvm::Constant *> fields) const {
  return llvm::ConstantStruct::getAnon(context.ir.getContext(), llvm::ArrayRef(fields.begin(), fields.size()));
}

llvm::Constant *RuntimeLayout::memory() const { return structure({null(), number(0), number(0), number(0), null()}); }

llvm::Constant *RuntimeLayout::growableTable() const { return structure({null(), number(0), number(0)}); }

llvm::Constant *RuntimeLayout::fixedTable(llvm::Constant *elements, uint64_t size) const {
  return structure({elements, number(size), number(size)});
}

llvm::Constant *RuntimeLayout::memoryDesc(llvm::Constant *memory, const MemoryType &type, uint64_t fixedBase) const {
  uint64_t reservation = hasGuard(context.options.bounds, type) ? abi::guardReservation : 0;
  return structure(
      {memory, number(type.limits.min), number(maxPages(type)), number(reservation), number(fixedBase), number(type.pageSizeLog2)});
}

llvm::Constant *RuntimeLayout::imageDesc(llvm::Constant *memory, uint64_t offset, llvm::Constant *bytes, uint64_t size) const {
  return structure({memory, number(offset), bytes, number(size)});
}

llvm::Constant *RuntimeLayout::tableDesc(llvm::Constant *table, uint64_t min, uint64_t max) const {
  return structure({table, number(min), number(max)});
}

llvm::Constant *RuntimeLayout::funcRef(llvm::Constant *code, uint64_t type) const {
  return structure({code, number(type), null()});
}

llvm::Constant *RuntimeLayout::canonicalTypes() const {
  constexpr const char *name = "canonicaltypes";
  if (llvm::GlobalVariable *known = context.ir.getGlobalVariable(name, /*AllowInternal=*/true))
    return known;
  std::vector<llvm::Constant *> types{number(0)};
  for (uint32_t n = 1; n <= context.types.count(); ++n)
    types.push_back(number(static_cast<uint64_t>(kindOf(context.types[n].definition())) | uint64_t{context.types[n].last} << 32));
  return array(types, name);
}

llvm::Constant *RuntimeLayout::array(const std::vector<llvm::Constant *> &elements, const char *name) const {
  if (elements.empty())
    return null();
  auto *type = llvm::ArrayType::get(elements[0]->getType(), elements.size());
  return context.createData(llvm::ConstantArray::get(type, elements), true, name);
}

void RuntimeLayout::defineProgram(const ProgramParts &parts) const {
  llvm::Constant *policy = null();
  if (!parts.policy.empty())
    policy = context.createData(llvm::ConstantDataArray::getString(context.ir.getContext(), parts.policy, false), true, "policy");
  llvm::Constant *program = structure({
      array(parts.memories, "memories"),
      number(parts.memories.size()),
      array(parts.images, "images"),
      number(parts.images.size()),
      array(parts.tables, "tables"),
      number(parts.tables.size()),
      parts.run,
      policy,
      number(parts.policy.size()),
      parts.fuel ? parts.fuel : null(),
      parts.prepareThreads ? parts.prepareThreads : null(),
      parts.runThread ? parts.runThread : null(),
  });
  defineRoot(program, "wasmc_program");
}

void RuntimeLayout::defineRoot(llvm::Constant *root, const char *symbol) const {
  auto *variable = new llvm::GlobalVariable(context.ir, root->getType(), true, llvm::GlobalValue::ExternalLinkage, root, symbol);
  variable->setVisibility(llvm::GlobalValue::HiddenVisibility);
}

}  // namespace wasmc
