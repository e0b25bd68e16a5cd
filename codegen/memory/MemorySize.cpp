#include "codegen/memory/MemorySize.h"

#include <algorithm>

namespace wasmc {
namespace {

// Larger than any memory: what user space has of address space.
constexpr uint64_t addressSpace = uint64_t{1} << 48;

// Pages in bytes, up to what there can be.
uint64_t bytesOf(uint64_t pages, const MemoryType &type) {
  uint64_t most = type.addressType == ValueType::I32 ? uint64_t{1} << 32 : addressSpace;
  return pages > most >> type.pageSizeLog2 ? most : pages << type.pageSizeLog2;
}

}  // namespace

llvm::MDNode *memorySizeTag(const Context &context) {
  llvm::MDBuilder metadata(context.ir.getContext());
  llvm::MDNode *node = metadata.createTBAAScalarTypeNode("memory size", llvm::cast<llvm::MDNode>(context.stateTag->getOperand(0)));
  return metadata.createTBAAStructTagNode(node, node, 0);
}

llvm::Constant *knownMemorySize(const Context &context, const MemoryType &type) {
  uint64_t bytes = bytesOf(type.limits.min, type);
  if (!context.options.techniques.knownSizes)
    return nullptr;
  return type.limits.max == type.limits.min && bytes < addressSpace ? llvm::ConstantInt::get(context.i64, bytes) : nullptr;
}

void describeMemorySize(const Context &context, const MemoryType &type, llvm::LoadInst &size) {
  size.setMetadata(llvm::LLVMContext::MD_tbaa, memorySizeTag(context));
  uint64_t least = bytesOf(type.limits.min, type), most = bytesOf(type.limits.max.value_or(UINT64_MAX), type);
  llvm::MDBuilder metadata(context.ir.getContext());
  if (least <= most && context.options.techniques.knownSizes)
    size.setMetadata(llvm::LLVMContext::MD_range, metadata.createRange(llvm::APInt(64, least), llvm::APInt(64, most + 1)));
  if (type.isShared)
    size.setAtomic(llvm::AtomicOrdering::Unordered);
}

}  // namespace wasmc
