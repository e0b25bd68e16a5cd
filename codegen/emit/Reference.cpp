// References (specification, 4.6: reference instructions): pointers, null being the null pointer.
#include "codegen/FunctionEmitter.h"

namespace wasmc {

llvm::Value *FunctionEmitter::ref_null(HeapType) { return llvm::ConstantPointerNull::get(context.ptr); }
llvm::Value *FunctionEmitter::ref_is_null(Value reference) { return fromBool(builder.CreateIsNull(reference)); }
llvm::Value *FunctionEmitter::ref_func(uint32_t index) { return instance.funcRef(builder, index); }

llvm::Value *FunctionEmitter::ref_as_non_null(Value reference) {
  checkReference(reference, TrapCode::NullReference);
  return reference;
}

}  // namespace wasmc
