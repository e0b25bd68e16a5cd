#include "codegen/instance/GcLayout.h"

#include "codegen/Builtins.h"

#include <array>
#include <bit>

namespace wasmc {
namespace {

class TypeTable {
public:
  explicit TypeTable(Context &context) : context(context), runtime(context) {}

  llvm::GlobalVariable *define() {
    std::vector<llvm::Constant *> shapes{shape(0, 0, abi::ObjectKind::None, 0)};
    for (uint32_t n = 1; n <= context.types.count(); ++n)
      shapes.push_back(shapeOf(context.types[n]));
    llvm::Constant *allocate = runtime.null();
    if (context.collectsExceptions)
      allocate = llvm::cast<llvm::Constant>(builtin(context.ir, Builtin::gc_allocate).getCallee());
    return runtime.defineRoot(
        runtime.structure({runtime.array(shapes, "objectshapes"), runtime.array(references, "objectreferences"), allocate}),
        "wasmc_object_types");
  }

private:
  // abi::ObjectShape, whose references are the last `count` of `references`.
  llvm::Constant *shape(uint64_t size, unsigned elementSizeLog2, abi::ObjectKind kind, size_t count) {
    auto number = [](llvm::IntegerType *type, uint64_t value) { return llvm::ConstantInt::get(type, value); };
    return runtime.structure({number(context.i32, size), number(context.i8, elementSizeLog2),
                              number(context.i8, static_cast<uint8_t>(kind)), number(context.i16, count),
                              number(context.i32, references.size() - count)});
  }

  llvm::Constant *shapeOf(const CanonicalTypes::Type &type) {
    const SubType &definition = type.definition();
    if (const ArrayType *array = definition.array())
      return shape(sizeof(abi::ObjectHeader), static_cast<unsigned>(std::countr_zero(storageSize(array->element))),
                   mayBeObject(*type.module, array->element.type) ? abi::ObjectKind::ReferenceArray : abi::ObjectKind::Array, 0);
    if (!definition.structure())
      return shape(0, 0, abi::ObjectKind::None, 0);
    const StructType &structure = *definition.structure();
    const StructLayout &layout = context.objects.layout(structure);
    size_t before = references.size();
    for (size_t i = 0; i < structure.fields.size(); ++i)
      if (mayBeObject(*type.module, structure.fields[i].type))
        references.push_back(llvm::ConstantInt::get(context.i16, layout.offsets[i] / sizeof(uint64_t)));
    return shape(layout.size, 0, abi::ObjectKind::Struct, references.size() - before);
  }

  Context &context;
  RuntimeLayout runtime;
  std::vector<llvm::Constant *> references;
};

llvm::Constant *rangeOf(Context &context, const Root &root) {
  RuntimeLayout runtime(context);
  auto field = [&](llvm::Value *address) { return address ? llvm::cast<llvm::Constant>(address) : runtime.null(); };
  return runtime.structure(
      {field(root.slots), runtime.number(root.count), field(root.currentCount), field(root.table), runtime.number(root.isMixed)});
}

// Into a range of zeros.
void storeRange(Builder &builder, llvm::Value *range, const Root &root) {
  auto store = [&](llvm::Value *value, size_t offset) {
    if (value)
      builder.CreateStore(value, byteOffset(builder, range, offset));
  };
  store(root.slots, offsetof(abi::RootRange, slots));
  store(builder.getInt64(root.count), offsetof(abi::RootRange, count));
  store(root.currentCount, offsetof(abi::RootRange, currentCount));
  store(root.table, offsetof(abi::RootRange, table));
  store(builder.getInt64(root.isMixed), offsetof(abi::RootRange, isMixed));
}

bool isConstant(const Root &root) {
  return llvm::all_of(std::array{root.slots, root.currentCount, root.table},
                      [](llvm::Value *address) { return !address || llvm::isa<llvm::Constant>(address); });
}

}  // namespace

llvm::GlobalVariable *defineObjectTypes(Context &context) { return TypeTable(context).define(); }

void emitAddRoots(Context &context, Builder &builder, llvm::Value *set, llvm::ArrayRef<Root> roots) {
  llvm::Value *ranges = byteOffset(builder, set, sizeof(abi::RootSet));
  if (llvm::all_of(roots, isConstant)) {
    std::vector<llvm::Constant *> constants;
    for (const Root &root : roots)
      constants.push_back(rangeOf(context, root));
    ranges = RuntimeLayout(context).array(constants, "roots");
  } else {
    for (size_t i = 0; i < roots.size(); ++i)
      storeRange(builder, byteOffset(builder, ranges, i * sizeof(abi::RootRange)), roots[i]);
  }
  builder.CreateStore(ranges, byteOffset(builder, set, offsetof(abi::RootSet, ranges)));
  builder.CreateStore(builder.getInt64(roots.size()), byteOffset(builder, set, offsetof(abi::RootSet, count)));
  builder.CreateCall(builtin(context.ir, Builtin::gc_add_roots), {set});
}

}  // namespace wasmc
