#include "codegen/instance/LibraryAccess.h"

#include "codegen/Signature.h"
#include "codegen/memory/MemorySize.h"

namespace wasmc {

// --- Ways into the instance

llvm::Value *LibraryAccess::at(Builder &builder, uint64_t offset) const {
  return byteOffset(builder, instanceParameter(*builder.GetInsertBlock()->getParent()), offset);
}

// For fields that are set before the first guest code of the instance runs and never change.
llvm::LoadInst *LibraryAccess::loadInvariant(Builder &builder, llvm::Value *address) const {
  llvm::LoadInst *load = builder.CreateLoad(context.ptr, address);
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context.ir.getContext(), {}));
  return load;
}

// What the import refers to, an object of `size` bytes.
llvm::Value *LibraryAccess::importedObject(Builder &builder, uint32_t import, uint64_t size) const {
  llvm::LLVMContext &llvmContext = context.ir.getContext();
  llvm::LoadInst *address = loadInvariant(builder, at(builder, layout.importAddress(import)));
  address->setMetadata(llvm::LLVMContext::MD_nonnull, llvm::MDNode::get(llvmContext, {}));
  address->setMetadata(llvm::LLVMContext::MD_dereferenceable,
                       llvm::MDNode::get(llvmContext, llvm::ConstantAsMetadata::get(builder.getInt64(size))));
  return address;
}

llvm::LoadInst *LibraryAccess::loadSize(Builder &builder, llvm::Value *object, uint64_t offset) const {
  llvm::LoadInst *size = builder.CreateLoad(context.i64, byteOffset(builder, object, offset));
  size->setMetadata(llvm::LLVMContext::MD_tbaa, context.stateTag);
  return size;
}

// --- Functions

Callee LibraryAccess::function(Builder &builder, uint32_t index) {
  if (!module.functions[index].import)
    return {code(index), at(builder, 0)};
  uint64_t record = layout.funcRef(index);
  llvm::Value *code = loadInvariant(builder, at(builder, record + offsetof(abi::FuncRef, code)));
  return {code, loadInvariant(builder, at(builder, record + offsetof(abi::FuncRef, instance)))};
}

llvm::Value *LibraryAccess::funcRef(Builder &builder, uint32_t index) { return at(builder, layout.funcRef(index)); }

// --- Globals

llvm::Value *LibraryAccess::globalAddress(Builder &builder, uint32_t index) {
  const Global &global = module.globals[index];
  if (!global.import)
    return at(builder, layout.global(index));
  return importedObject(builder, *global.import, context.ir.getDataLayout().getTypeAllocSize(context.type(global.type.type)));
}

// --- Memories

llvm::Value *LibraryAccess::memoryObject(Builder &builder, uint32_t index) {
  if (auto import = module.memories[index].import)
    return importedObject(builder, *import, sizeof(abi::Memory));
  return at(builder, layout.memory(index));
}

llvm::Value *LibraryAccess::memoryBase(Builder &builder, uint32_t index) {
  return loadInvariant(builder, byteOffset(builder, memoryObject(builder, index), offsetof(abi::Memory, base)));
}

llvm::Value *LibraryAccess::memorySize(Builder &builder, uint32_t index) {
  const MemoryType &type = module.memories[index].type;
  if (llvm::Constant *known = knownMemorySize(context, type))
    return known;
  llvm::LoadInst *size = loadSize(builder, memoryObject(builder, index), offsetof(abi::Memory, size));
  describeMemorySize(context, type, *size);
  return size;
}

// --- Tables

llvm::Value *LibraryAccess::tableObject(Builder &builder, uint32_t index) {
  if (auto import = module.tables[index].import)
    return importedObject(builder, *import, sizeof(abi::Table));
  return at(builder, layout.table(index));
}

llvm::Value *LibraryAccess::tableElements(Builder &builder, uint32_t index) {
  return loadInvariant(builder, byteOffset(builder, tableObject(builder, index), offsetof(abi::Table, elements)));
}

llvm::Value *LibraryAccess::tableSize(Builder &builder, uint32_t index) {
  return loadSize(builder, tableObject(builder, index), offsetof(abi::Table, size));
}

// --- Tags

llvm::Value *LibraryAccess::tag(Builder &builder, uint32_t index) {
  if (auto import = module.tags[index].import)
    return importedObject(builder, *import, sizeof(abi::Tag));
  return at(builder, layout.tag(index));
}

// --- Segments

llvm::Value *LibraryAccess::dataSizeAddress(Builder &builder, uint32_t index) { return at(builder, layout.dataSize(index)); }

llvm::Value *LibraryAccess::elementArray(Builder &builder, uint32_t index) { return at(builder, layout.elementArray(index)); }

llvm::Value *LibraryAccess::elementSizeAddress(Builder &builder, uint32_t index) { return at(builder, layout.elementSize(index)); }

}  // namespace wasmc
