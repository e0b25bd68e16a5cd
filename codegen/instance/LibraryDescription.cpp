// What the runtime is told of a module: abi::ModuleDesc, and the bytes that every instance begins as.
#include "codegen/Imports.h"
#include "codegen/instance/LibraryInstance.h"
#include "codegen/instance/ModuleLayout.h"

namespace wasmc {
namespace {

// An object of constants at given offsets, in ascending order, with zeros between them.
class Image {
public:
  explicit Image(Context &context) : context(context) {}

  void put(uint64_t offset, llvm::Constant *field) {
    fillTo(offset);
    fields.push_back(field);
    end = offset + context.ir.getDataLayout().getTypeAllocSize(field->getType());
  }

  llvm::Constant *finish(uint64_t size) {
    fillTo(size);
    return llvm::ConstantStruct::getAnon(context.ir.getContext(), fields, /*Packed=*/true);
  }

private:
  void fillTo(uint64_t offset) {
    if (offset != end)
      fields.push_back(llvm::ConstantAggregateZero::get(llvm::ArrayType::get(context.i8, offset - end)));
    end = offset;
  }

  Context &context;
  std::vector<llvm::Constant *> fields;
  uint64_t end = 0;
};

}  // namespace

llvm::Constant *LibraryInstance::describe() {
  auto number = [this](uint64_t value) { return runtime.number(value); };
  std::vector<llvm::Constant *> imports = describeImports(), exports = describeExports();
  std::vector<llvm::Constant *> memories = describeMemories(), tables = describeTables();
  llvm::GlobalVariable *image = context.createData(initialImage(), true, symbol("image", 0));
  image->setAlignment(llvm::Align(alignof(abi::Instance)));
  llvm::Constant *module = runtime.structure({
      runtime.array(imports, "imports"),
      number(imports.size()),
      runtime.array(exports, "exports"),
      number(exports.size()),
      runtime.array(memories, "memories"),
      number(memories.size()),
      runtime.array(tables, "tables"),
      number(tables.size()),
      image,
      number(layout.size()),
      number(layout.imports),
      number(layout.memories),
      number(layout.tables),
      number(layout.funcRefs),
      number(layout.funcRefCount()),
      runtime.canonicalTypes(),
      number(hasRoots ? layout.roots : 0),
      initializer,
      importName.empty() ? runtime.null() : ModuleLayout(context).text(importName),
      number(importName.size()),
  });
  return context.createData(module, true, symbol("desc", 0));
}

llvm::Constant *LibraryInstance::initialImage() {
  Image image(context);
  for (uint32_t i = 0; i < module.tags.size(); ++i)
    if (!module.tags[i].import)
      image.put(layout.tag(i), ModuleLayout(context).tag(module, i));
  for (uint32_t function : layout.referencedFunctions())
    if (!module.functions[function].import)
      image.put(layout.funcRef(function), runtime.funcRef(functions[function], context.types.numberOf(module, function)));
  for (bool objects : {true, false})  // in the order of their places
    for (uint32_t i = 0; i < module.globals.size(); ++i)
      if (initialGlobals[i] && mayBeObject(module, module.globals[i].type.type) == objects)
        image.put(layout.global(i), initialGlobals[i]);
  for (uint32_t i = 0; i < module.data.size(); ++i)  // active segments count as dropped from the start: nobody sees them before
    if (module.data[i].mode == SegmentMode::Passive)
      image.put(layout.dataSize(i), runtime.number(module.data[i].bytes.size()));
  for (uint32_t i = 0; i < module.elements.size(); ++i)
    if (module.elements[i].mode == SegmentMode::Passive)
      image.put(layout.elementSize(i), runtime.number(module.elements[i].size()));
  return image.finish(layout.size());
}

std::vector<llvm::Constant *> LibraryInstance::describeImports() {
  std::vector<llvm::Constant *> result;
  for (const Import &import : module.imports)
    result.push_back(ModuleLayout(context).importDesc(module, import));
  return result;
}

std::vector<llvm::Constant *> LibraryInstance::describeMemories() {
  std::vector<llvm::Constant *> result;
  for (const Memory &memory : module.memories)
    if (!memory.import)
      result.push_back(runtime.memoryDesc(runtime.null(), memory.type, /*fixedBase=*/0));
  return result;
}

std::vector<llvm::Constant *> LibraryInstance::describeTables() {
  std::vector<llvm::Constant *> result;
  for (const Table &table : module.tables)
    if (const Limits &limits = table.type.limits; !table.import)
      result.push_back(runtime.tableDesc(runtime.null(), limits.min, limits.max.value_or(UINT64_MAX)));
  return result;
}

// Where the instance holds an entity that the module defines.
uint64_t LibraryInstance::place(ExternKind kind, uint32_t index) const {
  switch (kind) {
  case ExternKind::Func: return layout.funcRef(index);
  case ExternKind::Table: return layout.table(index);
  case ExternKind::Memory: return layout.memory(index);
  case ExternKind::Global: return layout.global(index);
  case ExternKind::Tag: return layout.tag(index);
  }
  llvm_unreachable("no other kind");
}

std::vector<llvm::Constant *> LibraryInstance::describeExports() {
  std::vector<llvm::Constant *> result;
  ModuleLayout descriptions(context);
  for (const Export &entry : module.exports) {
    if (auto import = importOf(module, entry.kind, entry.index)) {
      result.push_back(descriptions.exportDesc(entry.name, runtime.null(), runtime.number(layout.importRecord(*import))));
      continue;
    }
    llvm::Constant *type = context.createData(descriptions.externType(module, entry.kind, entry.index), true, "externtype");
    result.push_back(descriptions.exportDesc(entry.name, type, runtime.number(place(entry.kind, entry.index))));
  }
  return result;
}

}  // namespace wasmc
