// Access to state; what happens at instantiation is in LibraryInitialization.cpp.
#include "codegen/instance/LibraryInstance.h"

#include "codegen/FunctionEmitter.h"
#include "codegen/memory/MemorySize.h"
#include "codegen/passes/BaseFromInstance.h"

#include <fmt/format.h>

namespace wasmc {

LibraryInstance::LibraryInstance(Context &context, const InputModule &input, size_t moduleIndex,
                                 const std::vector<TableUse> &tableUses)
    : context(context), module(input.module), importName(input.importName), moduleIndex(moduleIndex), layout(context, module),
      runtime(context), initialGlobals(module.globals.size()), knownGlobals(module.globals.size()), tableUses(tableUses),
      columns(module.tables.size()), dataContents(module.data.size()) {
  FunctionNames names(module);
  for (uint32_t i = 0; i < module.functions.size(); ++i) {
    functions.push_back(nullptr);
    if (module.functions[i].import)
      continue;
    FunctionSignature signature(context, module.functionType(i));
    functions[i] = signature.createFunction(context, names.symbol(i), names.display(i));
    describeInstance(*instanceParameter(*functions[i]));
  }
}

// Its size, so that loads of invariant fields may leave loops; where its memory is.
void LibraryInstance::describeInstance(llvm::Argument &instance) const {
  instance.addAttr(llvm::Attribute::getWithDereferenceableBytes(context.ir.getContext(), layout.size()));
  if (layout.definesMemory())
    BaseFromInstance::describe(instance, layout.ownMemory() + offsetof(abi::Memory, base), layout.ownMemoryDistance());
}

std::string LibraryInstance::symbol(llvm::StringRef kind, uint32_t index) const {
  return fmt::format("module{}.{}{}", moduleIndex, std::string_view(kind), index);
}

Result<void> LibraryInstance::emitFunctions() { return emitBodies(context, module, *this, functions); }

// --- Ways into the instance

llvm::Value *LibraryInstance::at(Builder &builder, uint64_t offset) const {
  return byteOffset(builder, instanceParameter(*builder.GetInsertBlock()->getParent()), offset);
}

// For fields that are set before the first guest code of the instance runs and never change.
llvm::LoadInst *LibraryInstance::loadInvariant(Builder &builder, llvm::Value *address) const {
  llvm::LoadInst *load = builder.CreateLoad(context.ptr, address);
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context.ir.getContext(), {}));
  return load;
}

// What the import refers to, an object of `size` bytes.
llvm::Value *LibraryInstance::importedObject(Builder &builder, uint32_t import, uint64_t size) const {
  llvm::LLVMContext &llvmContext = context.ir.getContext();
  llvm::LoadInst *address = loadInvariant(builder, at(builder, layout.importAddress(import)));
  address->setMetadata(llvm::LLVMContext::MD_nonnull, llvm::MDNode::get(llvmContext, {}));
  address->setMetadata(llvm::LLVMContext::MD_dereferenceable,
                       llvm::MDNode::get(llvmContext, llvm::ConstantAsMetadata::get(builder.getInt64(size))));
  return address;
}

llvm::LoadInst *LibraryInstance::loadSize(Builder &builder, llvm::Value *object, uint64_t offset) const {
  llvm::LoadInst *size = builder.CreateLoad(context.i64, byteOffset(builder, object, offset));
  size->setMetadata(llvm::LLVMContext::MD_tbaa, context.stateTag);
  return size;
}

// --- Functions

Callee LibraryInstance::function(Builder &builder, uint32_t index) {
  if (!module.functions[index].import)
    return {functions[index], at(builder, 0)};
  uint64_t record = layout.funcRef(index);
  llvm::Value *code = loadInvariant(builder, at(builder, record + offsetof(abi::FuncRef, code)));
  return {code, loadInvariant(builder, at(builder, record + offsetof(abi::FuncRef, instance)))};
}

llvm::Value *LibraryInstance::funcRef(Builder &builder, uint32_t index) { return at(builder, layout.funcRef(index)); }

// --- Objects

llvm::Value *LibraryInstance::allocationRegion(Builder &builder) {
  return loadInvariant(builder, at(builder, offsetof(abi::Instance, region)));
}

// --- Globals

llvm::Value *LibraryInstance::globalAddress(Builder &builder, uint32_t index) {
  const Global &global = module.globals[index];
  if (!global.import)
    return at(builder, layout.global(index));
  return importedObject(builder, *global.import, context.ir.getDataLayout().getTypeAllocSize(context.type(global.type.type)));
}

// --- Memories

llvm::Value *LibraryInstance::memoryObject(Builder &builder, uint32_t index) {
  if (auto import = module.memories[index].import)
    return importedObject(builder, *import, sizeof(abi::Memory));
  return at(builder, layout.memory(index));
}

llvm::Value *LibraryInstance::memoryBase(Builder &builder, uint32_t index) {
  return loadInvariant(builder, byteOffset(builder, memoryObject(builder, index), offsetof(abi::Memory, base)));
}

llvm::Value *LibraryInstance::memorySize(Builder &builder, uint32_t index) {
  const MemoryType &type = module.memories[index].type;
  if (llvm::Constant *known = knownMemorySize(context, type))
    return known;
  llvm::LoadInst *size = loadSize(builder, memoryObject(builder, index), offsetof(abi::Memory, size));
  describeMemorySize(context, type, *size);
  return size;
}

// --- Tables

llvm::Value *LibraryInstance::tableObject(Builder &builder, uint32_t index) {
  if (auto import = module.tables[index].import)
    return importedObject(builder, *import, sizeof(abi::Table));
  return at(builder, layout.table(index));
}

llvm::Value *LibraryInstance::tableElements(Builder &builder, uint32_t index) {
  return loadInvariant(builder, byteOffset(builder, tableObject(builder, index), offsetof(abi::Table, elements)));
}

llvm::Value *LibraryInstance::tableSize(Builder &builder, uint32_t index) {
  return loadSize(builder, tableObject(builder, index), offsetof(abi::Table, size));
}

const TypeColumn *LibraryInstance::typeColumn(uint32_t table, uint32_t type) {
  if (!columns[table] || !context.options.techniques.typeColumns)
    return nullptr;
  return columns[table]->find(context, module, *this, type);
}

// --- Tags

llvm::Value *LibraryInstance::tag(Builder &builder, uint32_t index) {
  if (auto import = module.tags[index].import)
    return importedObject(builder, *import, sizeof(abi::Tag));
  return at(builder, layout.tag(index));
}

// --- Segments

llvm::Value *LibraryInstance::dataBytes(uint32_t index) {
  llvm::Value *&contents = dataContents[index];
  if (!contents) {
    std::span<const uint8_t> bytes = module.data[index].bytes;
    auto *constant = llvm::ConstantDataArray::get(context.ir.getContext(), llvm::ArrayRef(bytes.data(), bytes.size()));
    contents = context.createData(constant, true, symbol("data", index));
  }
  return contents;
}

llvm::Value *LibraryInstance::dataSizeAddress(Builder &builder, uint32_t index) { return at(builder, layout.dataSize(index)); }

llvm::Value *LibraryInstance::elementArray(Builder &builder, uint32_t index) { return at(builder, layout.elementArray(index)); }

llvm::Value *LibraryInstance::elementSizeAddress(Builder &builder, uint32_t index) {
  return at(builder, layout.elementSize(index));
}

}  // namespace wasmc
