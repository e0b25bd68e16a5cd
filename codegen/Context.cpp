#include "codegen/Context.h"

#include "codegen/target/NarrowAddresses.h"

namespace wasmc {

Context::Context(llvm::LLVMContext &llvmContext, const CodegenOptions &options, const Target &target, GuestConvention convention,
                 const CanonicalTypes &types)
    : options(options), target(target), simdFeatures(target.simdFeatures(options)), convention(convention), types(types),
      ir("wasm", llvmContext), objects(ir) {
  i1 = llvm::Type::getInt1Ty(llvmContext);
  i8 = llvm::Type::getInt8Ty(llvmContext);
  i16 = llvm::Type::getInt16Ty(llvmContext);
  i32 = llvm::Type::getInt32Ty(llvmContext);
  i64 = llvm::Type::getInt64Ty(llvmContext);
  f32 = llvm::Type::getFloatTy(llvmContext);
  f64 = llvm::Type::getDoubleTy(llvmContext);
  voidType = llvm::Type::getVoidTy(llvmContext);
  ptr = llvm::PointerType::get(llvmContext, 0);
  // As bytes, a v128 has more lanes than any vector of floats, so that LLVM doesn't move float operations to it through casts.
  i8x16 = v128 = llvm::FixedVectorType::get(i8, 16);
  i16x8 = llvm::FixedVectorType::get(i16, 8);
  i32x4 = llvm::FixedVectorType::get(i32, 4);
  i64x2 = llvm::FixedVectorType::get(i64, 2);
  f32x4 = llvm::FixedVectorType::get(f32, 4);
  f64x2 = llvm::FixedVectorType::get(f64, 2);

  llvm::MDBuilder metadata(llvmContext);
  llvm::MDNode *root = metadata.createTBAARoot(aliasRoot);
  auto tagIn = [&](llvm::MDNode *parent, llvm::StringRef name) {
    llvm::MDNode *node = metadata.createTBAAScalarTypeNode(name, parent);
    return metadata.createTBAAStructTagNode(node, node, 0);
  };
  auto tag = [&](llvm::StringRef name) { return tagIn(root, name); };
  guestMemoryTag = tag("guest memory");
  checkedMemoryTag = tagIn(llvm::cast<llvm::MDNode>(guestMemoryTag->getOperand(0)), "checked guest memory");
  stateTag = tag("runtime state");
  globalTag = tag("global");
  tableTag = tag("table");
  resultTag = tag("result");
  unlikely = metadata.createBranchWeights(1, 1u << 20);
  likely = metadata.createBranchWeights(1u << 20, 1);

  ir.setTargetTriple(target.triple());
  ir.setPICLevel(llvm::PICLevel::BigPIC);
  ir.setPIELevel(llvm::PIELevel::Large);
  ir.setUwtable(llvm::UWTableKind::Async);
}

llvm::Type *Context::type(ValueType valueType) const {
  switch (valueType.kind()) {
  case ValueType::I32: return i32;
  case ValueType::I64: return i64;
  case ValueType::F32: return f32;
  case ValueType::F64: return f64;
  case ValueType::Ref: return ptr;
  case ValueType::V128: return v128;
  case ValueType::Bottom: break;
  }
  llvm_unreachable("validation lets no other type through");
}

llvm::Function *Context::createFunction(llvm::FunctionType *functionType, const llvm::Twine &symbol) {
  auto *function = llvm::Function::Create(functionType, llvm::GlobalValue::InternalLinkage, symbol, ir);
  function->setUWTableKind(llvm::UWTableKind::Async);
  if (!convention.mayThrow)
    function->setDoesNotThrow();
  // A frame larger than a page must touch the guard on its way down instead of stepping over it.
  function->addFnAttr("probe-stack", "inline-asm");
  // Endless recursion must exhaust the stack, not become an endless loop (the guest's compiler has made its loops already). Calls
  // that the guest itself marks as tail calls stay so all the same.
  function->addFnAttr("disable-tail-calls", "true");
  function->addFnAttr("target-cpu", target.cpu(options));
  if (std::string features = target.features(options); !features.empty())
    function->addFnAttr("target-features", features);
  if (lastPageIsClosed && target.narrowsAddresses(options))
    function->addFnAttr(narrowAddressesAttribute);
  if (options.level == OptLevel::Os || options.level == OptLevel::Oz)
    function->addFnAttr(llvm::Attribute::OptimizeForSize);
  if (options.level == OptLevel::Oz)
    function->addFnAttr(llvm::Attribute::MinSize);
  if (options.level == OptLevel::O0) {
    function->addFnAttr(llvm::Attribute::OptimizeNone);
    function->addFnAttr(llvm::Attribute::NoInline);
  }
  return function;
}

llvm::Function *Context::createGuestFunction(llvm::FunctionType *functionType, const llvm::Twine &symbol,
                                             llvm::StringRef guestName) {
  llvm::Function *function = createFunction(functionType, symbol);
  function->setSection(guestTextSection);
  if (debugInfo)
    debugInfo->describe(*function, guestName);
  return function;
}

llvm::GlobalVariable *Context::createData(llvm::Constant *initializer, bool isConstant, const llvm::Twine &name) {
  return new llvm::GlobalVariable(ir, initializer->getType(), isConstant, llvm::GlobalValue::InternalLinkage, initializer, name);
}

}  // namespace wasmc
