#include "codegen/Objects.h"

#include "frontend/Subtyping.h"

#include <algorithm>
#include <llvm/IR/MDBuilder.h>
#include <llvm/Support/MathExtras.h>

namespace wasmc {

uint64_t storageSize(const FieldType &field) {
  switch (field.packing) {
  case Packing::I8: return 1;
  case Packing::I16: return 2;
  case Packing::None: break;
  }
  switch (field.type.kind()) {
  case ValueType::I32:
  case ValueType::F32: return 4;
  case ValueType::V128: return 16;
  default: return 8;
  }
}

bool mayBeObject(const Module &module, ValueType type) {
  return type.isRef() && topOf(module, type.heapType()) != HeapType(HeapType::Func);
}

Objects::Objects(llvm::Module &ir) : ir(ir) {
  llvm::MDBuilder metadata(ir.getContext());
  llvm::MDNode *tagRoot = metadata.createTBAARoot(aliasRoot);
  auto tag = [&](const std::string &name) {
    llvm::MDNode *node = metadata.createTBAAScalarTypeNode(name, tagRoot);
    return metadata.createTBAAStructTagNode(node, node, 0);
  };
  headerTag = tag("object header");
  regionTag = tag("allocation region");
  constexpr std::array<const char *, storageKinds> names = {"i8", "i16", "i32", "i64", "f32", "f64", "v128", "reference"};
  for (size_t i = 0; i < storageKinds; ++i) {
    fieldTags[i] = tag(std::string("field ") + names[i]);
    elementTags[i] = tag(std::string("element ") + names[i]);
  }
}

llvm::MDNode *Objects::tagIn(const Tags &tags, const FieldType &field) {
  switch (field.packing) {
  case Packing::I8: return tags[0];
  case Packing::I16: return tags[1];
  case Packing::None: break;
  }
  switch (field.type.kind()) {
  case ValueType::I32: return tags[2];
  case ValueType::I64: return tags[3];
  case ValueType::F32: return tags[4];
  case ValueType::F64: return tags[5];
  case ValueType::V128: return tags[6];
  default: return tags[7];
  }
}

const StructLayout &Objects::layout(const StructType &type) {
  auto [entry, isNew] = layouts.try_emplace(&type, StructLayout{{}, sizeof(abi::ObjectHeader)});
  StructLayout &layout = entry->second;
  if (!isNew)
    return layout;
  for (const FieldType &field : type.fields) {
    uint64_t size = storageSize(field), offset = llvm::alignTo(layout.size, std::min(size, abi::objectAlignment));
    layout.offsets.push_back(static_cast<uint32_t>(offset));
    layout.size = offset + size;
  }
  layout.size = llvm::alignTo(layout.size, abi::objectAlignment);
  return layout;
}

llvm::GlobalVariable *Objects::allocationRegion() {
  if (!region) {
    auto *pointer = llvm::PointerType::get(ir.getContext(), 0);
    region = new llvm::GlobalVariable(ir, llvm::StructType::get(pointer, pointer), false, llvm::GlobalValue::ExternalLinkage,
                                      nullptr, "wasmc_gc_region");
    region->setVisibility(llvm::GlobalValue::HiddenVisibility);
  }
  return region;
}

}  // namespace wasmc
