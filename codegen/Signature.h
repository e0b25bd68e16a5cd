// How a Wasm function type becomes a function of the machine: the one place that knows the parameters in front of the guest's own,
// where arguments and results go, and the convention that guest functions use among themselves (Context::convention).
//
// Parameters: the instance pointer if the model has one (on x86-64 and in the C convention in a register that calls preserve, LLVM's
// "swiftself": who hands it on need neither save nor move it), the budget if instructions are counted, the results buffer if there is one,
// the arguments buffer if there is one, then those of the Wasm type that are not in that. What is left of the budget comes back as
// the first result.
// Results: in registers as long as both CPUs have enough (none, one value, or a structure), else all of them in a buffer of
// abi::Values that the caller provides. It is a parameter of our own and not LLVM's rewriting of large structures, so that a
// tail call can hand the caller's buffer on.
// Arguments: where tail calls are guaranteed, those beyond what both CPUs pass in registers are in a buffer of abi::Values, which
// the callee reads before it does anything else. So every function takes the same space on the stack, none, and one can replace
// another: the stack pointer is where the unwinder looks for it, and nothing depends on how LLVM moves arguments on the stack,
// which its x86-64 back end gets wrong (LLVM issues 109279 and 199224). In the C convention the stack serves.
#pragma once

#include "codegen/Context.h"
#include "codegen/instance/InstanceModel.h"

#include <span>

namespace wasmc {

// What a caller provides for a call beside the arguments; buffers are null where the signature does not ask for them.
struct CallBuffers {
  llvm::Value *results = nullptr;      // FunctionSignature::resultSlots() abi::Values, aligned to 16
  llvm::Value *arguments = nullptr;    // argumentSlots() of them
  llvm::Value *fuel = nullptr;         // i64: what is left of the budget
  llvm::BasicBlock *unwind = nullptr;  // the landing pad for exceptions out of the call; null: they leave the caller, too
};

class FunctionSignature {
public:
  // Borrows both.
  FunctionSignature(const Context &context, const FuncType &type);

  llvm::FunctionType *functionType() const { return llvmType; }
  // How many abi::Values the buffers hold; 0: there is none.
  size_t resultSlots() const { return inMemory ? type.results.size() : 0; }
  size_t argumentSlots() const { return spilled; }

  // A new guest function of this type, with the convention and what LLVM may know of the parameters.
  llvm::Function *createFunction(Context &shared, const llvm::Twine &symbol, llvm::StringRef guestName) const;
  // The declaration of one that another unit has.
  llvm::Function *declareFunction(Context &shared, const llvm::Twine &symbol) const;

  // Wasm parameter i of a function of this type. To be read before the function calls anything.
  llvm::Value *parameter(Builder &builder, llvm::Function &function, size_t i) const;
  // What is left of the budget when a function of this type begins; null where nothing is counted.
  llvm::Value *fuel(llvm::Function &function) const;

  // Calls `callee` with the Wasm arguments and stores what comes back in `results`, which has the type's size. With a landing pad
  // the builder goes on in a block of its own.
  llvm::CallBase *emitCall(Builder &builder, Callee callee, std::span<llvm::Value *const> arguments, CallBuffers buffers,
                           std::span<llvm::Value *> results) const;
  // The same from code that has no budget in a register, and no handlers: takes it from where `instance`, which is null in a program,
  // keeps it, and puts back what is left.
  llvm::CallBase *emitEntryCall(Builder &builder, llvm::Value *instance, Callee callee, std::span<llvm::Value *const> arguments,
                                CallBuffers buffers, std::span<llvm::Value *> results) const;
  // What such a call has left of the budget; null where nothing is counted.
  llvm::Value *fuelAfter(Builder &builder, llvm::CallBase *call) const;
  // Ends `caller`, a guest function with the same results, by a call of `callee` that takes its place on the stack. The arguments'
  // buffer must outlive the caller; that of the results is the caller's own.
  void emitTailCall(Builder &builder, llvm::Function &caller, Callee callee, std::span<llvm::Value *const> arguments,
                    CallBuffers buffers) const;
  // Returns from `function`, which is of this type.
  void emitReturn(Builder &builder, llvm::Function &function, std::span<llvm::Value *const> results, llvm::Value *fuel) const;

private:
  // Where a Wasm parameter is: the number of an argument, or of a slot of the arguments buffer.
  struct Place {
    bool isSlot;
    unsigned number;
  };

  void placeParameters();
  void describeParameters(llvm::Function &function) const;
  llvm::Type *resultType() const;
  llvm::CallBase *createCall(Builder &builder, Callee callee, CallBuffers buffers, std::span<llvm::Value *const> arguments) const;
  // How many parameters stand before the buffers.
  unsigned leading() const { return context.convention.passesInstance + context.convention.countsFuel; }
  llvm::Argument *resultsBuffer(llvm::Function &function) const { return function.getArg(leading()); }
  llvm::Argument *argumentsBuffer(llvm::Function &function) const { return function.getArg(leading() + inMemory); }

  const Context &context;
  const FuncType &type;
  bool inMemory;         // results
  unsigned spilled = 0;  // arguments in the buffer
  llvm::SmallVector<Place, 8> places;
  llvm::FunctionType *llvmType;
};

// The instance that `function` runs for: its first parameter. Only where the model passes one.
inline llvm::Argument *instanceParameter(llvm::Function &function) { return function.getArg(0); }

// Where the budget (i64) is kept while no register has it: abi::Program::fuel, or abi::Instance::fuel of `instance`, which is null in a
// program. Null where nothing is counted.
llvm::Value *fuelAddress(const Context &context, Builder &builder, llvm::Value *instance);
// What is kept there.
llvm::LoadInst *loadFuel(const Context &context, Builder &builder, llvm::Value *place);

// Whether functions are as abi::hasRegisterFormFlag says.
bool hasRegisterForm(const Context &context);

// A call; with a landing pad for exceptions out of it, an invoke, behind which the builder goes on in a new block.
llvm::CallBase *createCallOrInvoke(Builder &builder, llvm::FunctionCallee callee, llvm::ArrayRef<llvm::Value *> arguments,
                                   llvm::BasicBlock *unwind);

// Buffers of abi::Values: the type of one of so many, a new one on the stack, slot i of one.
llvm::ArrayType *slotsType(Builder &builder, size_t count);
llvm::Value *slotAt(Builder &builder, llvm::Value *buffer, size_t i);
llvm::AllocaInst *createSlots(Builder &builder, size_t count);

// The most slots that the arguments buffer of any of the module's function types has.
size_t maxArgumentSlots(const Context &context, const Module &module);

}  // namespace wasmc
