// Emits LLVM IR for one function: a visitor of FunctionDecoder. Its methods lie in emit/, one file per family of instructions.
//
// Operands are SSA values; locals are stack slots that the first pass promotes; labels with operands are phis.
#pragma once

#include "codegen/Builtins.h"
#include "codegen/Effort.h"
#include "codegen/Signature.h"
#include "codegen/analysis/KnownBodies.h"
#include "codegen/emit/Fuel.h"
#include "codegen/instance/InstanceModel.h"
#include "codegen/memory/MemoryAccess.h"
#include "frontend/FunctionDecoder.h"

#include <array>
#include <llvm/ADT/SmallVector.h>

namespace wasmc {

template <size_t N> using Values = const std::array<llvm::Value *, N> &;

class FunctionEmitter {
public:
  using Value = llvm::Value *;
  struct FrameData {
    llvm::BasicBlock *label = nullptr;                       // where branches to the frame go
    llvm::BasicBlock *continuation = nullptr;                // behind the frame's end
    llvm::BasicBlock *elseBlock = nullptr;                   // of an if
    llvm::SmallVector<llvm::PHINode *, 2> labelPhis;         // operands of branches to label
    llvm::SmallVector<llvm::PHINode *, 2> continuationPhis;  // results; the same as labelPhis unless the frame is a loop
    llvm::SmallVector<llvm::Value *, 2> parameters;          // of an if, for its else
    size_t handlerCount = 0;                                 // of the handlers that are around what the frame has inside
    bool hasHandler = false;                                 // a try: the innermost of them is its own
    // Of a legacy try, once a clause has begun: what its landing pads yield, the exception in it, where what no clause has taken
    // yet goes, and the call that the present clause takes it with.
    llvm::Value *thrown = nullptr, *exception = nullptr;
    llvm::BasicBlock *unmatched = nullptr;
    llvm::CallInst *taken = nullptr;
  };
  using FrameT = Frame<FrameData>;
  using OperandT = Operand<Value>;
  using Operands = std::span<OperandT>;

  // Emits into `function`, which is empty, or at the end of its last block (for constant expressions).
  FunctionEmitter(Context &context, const Module &module, InstanceModel &instance, llvm::Function *function);

  // --- Visitor: control
  void at(uint64_t, Op op) { fuel.count(op); }
  void enterFunction(FrameT &frame, std::span<const ValueType> locals);
  void block(FrameT &frame);
  void loop(FrameT &frame, Operands parameters);
  void if_(FrameT &frame, Value condition, Operands parameters);
  void else_(FrameT &frame, Operands parameters);
  void fallThrough(FrameT &frame, Operands results);
  void end(FrameT &frame, Operands results);
  void endFunction(FrameT &frame);
  void unreachable();
  void br(FrameT &target, Operands arguments);
  void br_if(FrameT &target, Value condition, Operands arguments);
  Value br_on_null(FrameT &target, Value reference, Operands arguments);
  void br_on_non_null(FrameT &target, Operands arguments);
  void br_table(std::span<FrameT> frames, std::span<const uint32_t> labels, Value index, Operands arguments);

  // --- Visitor: exceptions
  void throw_(uint32_t tag, std::span<const OperandT> arguments);
  void throw_ref(Value exception);
  void try_table(std::span<FrameT> frames, std::span<const imm::CatchClause> clauses);
  void try_(FrameT &frame);
  void catch_(FrameT &frame, uint32_t tag, Operands values);
  void catch_all(FrameT &frame);
  void delegate(FrameT &frame, FrameT &target);
  void rethrow(FrameT &target);

  // --- Visitor: operators typed by hand
  void call(uint32_t callee, std::span<const OperandT> arguments, Operands results);
  void call_indirect(const imm::CallIndirect &imm, Value index, std::span<const OperandT> arguments, Operands results);
  void call_ref(uint32_t type, Value reference, std::span<const OperandT> arguments, Operands results);
  void return_call(uint32_t callee, std::span<const OperandT> arguments);
  void return_call_indirect(const imm::CallIndirect &imm, Value index, std::span<const OperandT> arguments);
  void return_call_ref(uint32_t type, Value reference, std::span<const OperandT> arguments);
  void drop(Value) {}
  Value select(Value condition, Value first, Value second);
  Value local_get(uint32_t index);
  void local_set(uint32_t index, Value value);
  Value global_get(uint32_t index);
  void global_set(uint32_t index, Value value);
  Value table_get(uint32_t table, Value index);
  void table_set(uint32_t table, Value index, Value value);
  void table_init(const imm::TableInit &imm, Value destination, Value source, Value count);
  void table_copy(const imm::TableCopy &imm, Value destination, Value source, Value count);
  Value table_grow(uint32_t table, Value initial, Value delta);
  void table_fill(uint32_t table, Value start, Value value, Value count);
  Value ref_null(HeapType type);
  Value ref_is_null(Value reference);
  Value ref_func(uint32_t index);
  Value ref_as_non_null(Value reference);
  Value ref_test(ValueType target, ValueType source, Value reference);
  Value ref_cast(ValueType target, ValueType source, Value reference);
  Value br_on_cast(const imm::BranchOnCast &imm, bool onSuccess, FrameT &target, Operands arguments);
  Value any_convert_extern(Value reference);
  Value extern_convert_any(Value reference);
  Value struct_new(uint32_t type, std::span<const OperandT> fields);
  Value struct_new_default(uint32_t type);
  Value struct_get(const imm::StructField &imm, Extension extension, Value reference);
  void struct_set(const imm::StructField &imm, Value reference, Value value);
  Value array_new(uint32_t type, Value initial, Value count);
  Value array_new_default(uint32_t type, Value count);
  Value array_new_fixed(uint32_t type, std::span<const OperandT> elements);
  Value array_new_data(const imm::ArrayData &imm, Value offset, Value count);
  Value array_new_elem(const imm::ArrayElement &imm, Value offset, Value count);
  Value array_get(uint32_t type, Extension extension, Value array, Value index);
  void array_set(uint32_t type, Value array, Value index, Value value);
  void array_fill(uint32_t type, Value array, Value start, Value value, Value count);
  void array_copy(const imm::ArrayCopy &imm, Value to, Value start, Value from, Value sourceStart, Value count);
  void array_init_data(const imm::ArrayData &imm, Value array, Value start, Value offset, Value count);
  void array_init_elem(const imm::ArrayElement &imm, Value array, Value start, Value offset, Value count);
  void memory_copy(const imm::MemoryCopy &imm, Value destination, Value source, Value count);

  // --- Visitor: operators typed by their row
#define WASMC_FIXED(name, text, encoding, immediate, signature, feature)               \
  FixedResult<Value, Signature(signature).resultCount> name(const imm::immediate &imm, \
                                                            Values<Signature(signature).parameterCount> v);
#define WASMC_CUSTOM(name, text, encoding, immediate, feature)
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM

  // --- For instantiation
  // Says that the function's body, which is to be emitted, is a known one.
  void setKnownBody(KnownBody body) { known = body; }
  // The value of a constant expression of the module.
  Value evaluate(const ConstExpr &expression);
  // What an active data segment does (specification, 4.5.4): its bytes go to memory, or it traps.
  void initializeMemory(uint32_t segment);

  // Sets all elements that a table begins with.
  void fillTable(uint32_t table, Value value);

  // --- For the emitters of families and of memory accesses
  // Ends the guest when the i1 condition holds; emission goes on where it does not.
  void trapIf(Value condition, TrapCode code);
  // The same where it does not hold.
  void trapUnless(Value condition, TrapCode code);
  // Ends the guest. The builder is left behind a terminator.
  void trap(TrapCode code);
  // An i32 operand as a truth value.
  Value isTrue(Value operand);
  // An i1 as an i32 operand.
  Value fromBool(Value condition) { return builder.CreateZExt(condition, context.i32); }
  // Traps unless [start, start + count) lies within size; all i64, of any value.
  void checkRange(Value start, Value count, Value size, TrapCode code);
  Value extend(Value index) { return builder.CreateZExt(index, context.i64); }
  Value loadTagged(llvm::Type *type, Value address, llvm::MDNode *tag);
  void storeTagged(Value value, Value address, llvm::MDNode *tag);
  Value callIntrinsic(llvm::Intrinsic::ID id, std::initializer_list<Value> arguments);
  Value extremum(llvm::Intrinsic::ID intrinsic, Value a, Value b);  // minimum or maximum
  // A float operator's result, or vector of results, with canonical NaNs only where --deterministic asks for it.
  Value settleNaNs(Value result);

  Context &context;
  const Module &module;
  InstanceModel &instance;
  MemoryAccess access;
  Builder builder;

private:
  // Control
  void emitShortcut();
  void emitUncheckedShortcut(Value to, Value value, Value count);
  llvm::BasicBlock *newBlock(const char *name);
  llvm::BasicBlock *trapBlock(TrapCode code);
  void enterBlock(llvm::BasicBlock *block);
  void addPhis(llvm::BasicBlock *block, std::span<const ValueType> types, llvm::SmallVectorImpl<llvm::PHINode *> &phis);
  void addIncoming(std::span<llvm::PHINode *const> phis, Operands arguments);
  void addContinuation(FrameT &frame);
  void branchIf(FrameT &target, Value condition, Operands arguments);
  void nest() { size.nesting = std::max(size.nesting, ++nestingNow); }
  void settleEffort();
  Value wayNumber(llvm::ArrayRef<uint32_t> numbers, Value index);
  void branchByNumber(std::span<const uint32_t> labels, Value index, llvm::function_ref<llvm::BasicBlock *(uint32_t)> wayTo);
  // Exceptions: a try, as long as its body is emitted
  struct Clause {
    imm::CatchClause clause;
    llvm::BasicBlock *label;  // begins with the phis of its operands
  };
  struct Handler {
    llvm::BasicBlock *pad = nullptr;       // of calls in its body; when there is one
    llvm::BasicBlock *dispatch = nullptr;  // where the clauses are; when an exception can come there
    llvm::PHINode *thrown = nullptr;       // what a landing pad has yielded, in dispatch
    llvm::SmallVector<Clause, 2> clauses;  // try_table's
  };
  void callThrow(Value exception, Builtin how);
  Value newException(uint32_t tag, size_t valueCount);
  llvm::CallInst *settleException(Value exception, bool refers);
  Value exceptionSlot(Value exception, size_t i);
  void openHandler(FrameT &frame);
  Handler closeHandler(FrameT &frame);
  void finishHandler(FrameT &frame, size_t handlerCount);
  llvm::BasicBlock *dispatchOf(Handler &handler);
  llvm::BasicBlock *landingPad();
  void passOn(Value thrown, size_t handlerCount);
  Value isTag(Value exception, Value tag);
  Value loadValue(Value exception, size_t i, llvm::Type *type);
  llvm::BasicBlock *emitClause(const Clause &clause, Value exception);
  bool emitClauses(std::span<const Clause> clauses, Value exception);
  void beginClause(FrameT &frame);
  void takeException(FrameT &frame);
  void endTry(FrameT &frame);
  // Variables
  llvm::AllocaInst *local(uint32_t index);
  // Calls
  void callValue(const FuncType &type, Callee callee, std::span<const OperandT> arguments, Operands results);
  void tailCallValue(const FuncType &type, Callee callee, std::span<const OperandT> arguments);
  llvm::AllocaInst *bufferFor(llvm::AllocaInst *&buffer, size_t slots);
  Callee indirectCallee(const imm::CallIndirect &imm, Value index);
  Callee frozenCallee(const FrozenTable &table, uint32_t type, Value index);
  Callee columnCallee(const TypeColumn &column, Value index);
  void callByColumn(const FuncType &type, const TypeColumn &column, Value index, std::span<const OperandT> arguments,
                    Operands results);
  bool isDevirtualized(const TypeColumn &column) const;
  void devirtualize(std::span<const TypeColumn::Candidate> candidates, Value index, llvm::BasicBlock *none,
                    llvm::function_ref<void(llvm::Constant *)> call);
  Callee dynamicCallee(const imm::CallIndirect &imm, Value index);
  Callee referenceCallee(Value reference);
  // Memory
  Value load(const imm::AnyMemArg &imm, Value index, llvm::Type *type);
  Value loadExtended(const imm::AnyMemArg &imm, Value index, llvm::Type *memoryType, llvm::Type *type, bool isSigned);
  void store(const imm::AnyMemArg &imm, Value index, Value value);
  Value memoryPointer(uint32_t memory, Value index64);
  // Atomics; the width in memory is memoryType's, an integer
  void checkAligned(const imm::AnyMemArg &imm, Value index, unsigned bytes);
  Value atomicAddress(const imm::AnyMemArg &imm, Value index, unsigned bytes);
  Value atomicLoad(const imm::AnyMemArg &imm, Value index, llvm::Type *memoryType, llvm::Type *type);
  void atomicStore(const imm::AnyMemArg &imm, Value index, Value value, llvm::Type *memoryType);
  Value atomicUpdate(llvm::AtomicRMWInst::BinOp operation, const imm::AnyMemArg &imm, Value index, Value value,
                     llvm::Type *memoryType);
  Value atomicCompareExchange(const imm::AnyMemArg &imm, Value index, Value expected, Value replacement, llvm::Type *memoryType);
  Value waitAddress(const imm::AnyMemArg &imm, Value index, unsigned bytes);
  Value atomicWait(Builtin function, const imm::AnyMemArg &imm, Values<3> v);
  Value tablePointer(uint32_t table, Value index64);
  // Objects: a new one, whose abi::ObjectHeader and size are i64; traps where there is no room
  Value allocate(Value header, Value size);
  Value allocateStruct(uint32_t type, const StructLayout &layout);
  Value allocateArray(uint32_t type, Value count);
  void checkReference(Value reference, TrapCode code);
  llvm::Type *storageType(const FieldType &field);
  Value loadField(const FieldType &field, Extension extension, Value address, llvm::MDNode *tag);
  void storeField(const FieldType &field, Value value, Value address, llvm::MDNode *tag);
  const FieldType &elementOf(uint32_t arrayType);
  Value lengthOf(Value array);
  Value elementAddress(uint32_t type, Value array, Value index64);
  Value checkedElement(uint32_t type, Value array, Value index);
  void checkElements(Value array, Value start, Value count);
  Value dataRange(uint32_t segment, Value offset, Value bytes);
  Value elementRange(uint32_t segment, Value offset, Value count);
  void copyBytes(uint32_t type, Value array, Value start, Value source, Value count);
  void fillElements(uint32_t type, Value array, Value start, Value value, Value count);
  // Types
  Value i31Bits(Value reference);
  Value tagOf(Value reference, uint64_t mask);
  Value isTypeIn(Value found, CanonicalTypes::Range range);
  Value isObjectOf(CanonicalTypes::Range types, HeapType source, Value reference);
  Value isOfHeapType(HeapType target, HeapType source, Value reference);
  Value isOfType(ValueType target, ValueType source, Value reference);
  Value joinAnswer(llvm::BasicBlock *done, llvm::BasicBlock *from, Value early, Value late);
  // Integers
  Value shiftCount(Value count);
  Value divide(bool isSigned, Value dividend, Value divisor);
  Value remainder(bool isSigned, Value dividend, Value divisor);
  // Vectors (emit/simd): a v128 as lanes of the type, and back
  Value lanes(Value vector, llvm::FixedVectorType *type);
  Value multiplyAdd(Value a, Value b, Value c);
  Value vector(Value lanes) { return builder.CreateBitCast(lanes, context.v128); }
  // Conversions
  Value truncate(Value operand, llvm::Type *type, bool isSigned);

  FuelMeter fuel{*this};
  llvm::Function *function;
  KnownBody known = KnownBody::None;
  const FuncType *functionType = nullptr;  // of function; none while a constant expression is emitted
  // For what calls pass and return in memory; as large as the largest needs.
  llvm::AllocaInst *argumentsBuffer = nullptr, *resultsBuffer = nullptr;
  size_t directCalls = 0;  // that stand for calls through tables
  std::span<const ValueType> localTypes;  // parameters included; the decoder's
  llvm::SmallVector<llvm::AllocaInst *, 16> locals;
  std::array<llvm::BasicBlock *, 256> trapBlocks{};
  FunctionSize size;       // as far as it is not counted at the end
  size_t nestingNow = 0;  // of loops and ifs around the operator
  llvm::SmallVector<Handler, 2> handlers;  // around the operator, the innermost last
};

// Emits the body of a function that the module defines into `function`; `known` is what the body is known to be.
Result<void> emitBody(Context &context, const Module &module, InstanceModel &instance, uint32_t index, KnownBody known,
                      llvm::Function &function);
// Emits them all into `functions`, one for each in the module's index space, of which those for imports are not looked at.
Result<void> emitBodies(Context &context, const Module &module, InstanceModel &instance,
                        std::span<llvm::Function *const> functions);

}  // namespace wasmc
