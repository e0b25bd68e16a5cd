#include "codegen/passes/ShadowStackPointer.h"

#include "codegen/passes/FrameBalance.h"

#include <llvm/ADT/SetVector.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Module.h>
#include <llvm/Transforms/Utils/PromoteMemToReg.h>

namespace wasmc {
namespace {

using Functions = llvm::SetVector<llvm::Function *>;

// The functions that load or store the variable; empty if anything else is done with it.
Functions usersOf(const llvm::GlobalVariable &variable) {
  Functions functions;
  for (const llvm::User *user : variable.users()) {
    const auto *access = llvm::dyn_cast<llvm::Instruction>(user);
    if (!access || llvm::getLoadStorePointerOperand(access) != &variable || access->isVolatile() || access->isAtomic() ||
        llvm::getLoadStoreType(access) != variable.getValueType())
      return {};
    functions.insert(const_cast<llvm::Function *>(access->getFunction()));
  }
  return functions;
}

// The variable that this pass is about, with the functions that use it; null if there is none. Of several the most used one.
std::pair<llvm::GlobalVariable *, Functions> find(llvm::Module &module, const llvm::Function &entry) {
  std::pair<llvm::GlobalVariable *, Functions> best;
  Functions handlers;  // that catch exceptions
  for (llvm::Function &function : module)
    if (function.hasPersonalityFn())
      handlers.insert(&function);
  for (llvm::GlobalVariable &variable : module.globals()) {
    if (variable.isConstant() || variable.isThreadLocal() || !variable.hasLocalLinkage() || !variable.getValueType()->isIntegerTy())
      continue;
    Functions users = usersOf(variable);
    Functions concerned = users;
    concerned.insert_range(handlers);
    if (users.size() > best.second.size() && !users.contains(&entry) &&
        llvm::all_of(concerned, [&](const llvm::Function *function) { return givesBack(*function, variable); }))
      best = {&variable, std::move(users)};
  }
  return best;
}

// Calls of unknown functions, which were in a table. Known ones are told by the operand: while functions change, its type may differ.
bool isIndirect(const llvm::CallBase &call) { return !llvm::isa<llvm::Function>(call.getCalledOperand()) && !call.isInlineAsm(); }

// All functions that get the parameter.
class Receivers {
public:
  Receivers(llvm::Module &module, const llvm::Function &entry) : entry(entry) {
    for (llvm::Function &function : module) {
      if (&function != &entry && !function.isDeclaration() && function.hasAddressTaken())
        addressed.push_back(&function);
      for (llvm::Instruction &instruction : llvm::instructions(function))
        if (const auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction); call && isIndirect(*call))
          indirectCallers.insert(&function);
    }
  }

  // Closes `functions` under "is called by", and under "may be called in place of".
  Functions add(Functions functions) {
    for (size_t i = 0; i < functions.size(); ++i) {
      llvm::Function *function = functions[i];
      for (const llvm::User *user : function->users())
        if (const auto *call = llvm::dyn_cast<llvm::CallBase>(user))
          insert(functions, const_cast<llvm::Function *>(call->getFunction()));
      if (passesToIndirect || !llvm::is_contained(addressed, function))
        continue;
      passesToIndirect = true;
      for (llvm::Function *each : addressed)
        insert(functions, each);
      for (llvm::Function *each : indirectCallers)
        insert(functions, each);
    }
    return functions;
  }

  // Whether calls of unknown functions pass it, too.
  bool reachedByTables() const { return passesToIndirect; }

private:
  void insert(Functions &functions, llvm::Function *function) const {
    if (function != &entry)
      functions.insert(function);
  }

  const llvm::Function &entry;
  llvm::SmallVector<llvm::Function *, 32> addressed;
  Functions indirectCallers;
  bool passesToIndirect = false;
};

// A function like this one with one more parameter, which takes over its body, name and uses.
llvm::Function *withParameter(llvm::Function &old, llvm::Type *type) {
  llvm::FunctionType *oldType = old.getFunctionType();
  llvm::SmallVector<llvm::Type *, 8> parameters(oldType->params());
  parameters.push_back(type);
  auto *function = llvm::Function::Create(llvm::FunctionType::get(oldType->getReturnType(), parameters, false), old.getLinkage(),
                                          old.getAddressSpace(), "", old.getParent());
  function->copyAttributesFrom(&old);
  function->copyMetadata(&old, 0);
  old.setSubprogram(nullptr);
  function->takeName(&old);
  function->splice(function->begin(), &old);
  for (auto [from, to] : llvm::zip(old.args(), function->args())) {
    from.replaceAllUsesWith(&to);
    to.takeName(&from);
  }
  function->getArg(oldType->getNumParams())->addAttr(llvm::Attribute::NoUndef);
  old.replaceAllUsesWith(function);
  old.eraseFromParent();
  return function;
}

// A call like this one with these arguments.
llvm::CallBase *createLike(llvm::CallBase &call, llvm::FunctionType *type, llvm::ArrayRef<llvm::Value *> arguments) {
  if (auto *invoke = llvm::dyn_cast<llvm::InvokeInst>(&call))
    return llvm::InvokeInst::Create(type, call.getCalledOperand(), invoke->getNormalDest(), invoke->getUnwindDest(), arguments, "",
                                    call.getIterator());
  auto *made = llvm::CallInst::Create(type, call.getCalledOperand(), arguments, "", call.getIterator());
  made->setTailCallKind(llvm::cast<llvm::CallInst>(call).getTailCallKind());
  return made;
}

void addArgument(llvm::CallBase &call, llvm::Value &argument) {
  llvm::SmallVector<llvm::Value *, 8> arguments(call.args());
  arguments.push_back(&argument);
  llvm::SmallVector<llvm::Type *, 8> types(call.getFunctionType()->params());
  types.push_back(argument.getType());
  llvm::CallBase *longer = createLike(call, llvm::FunctionType::get(call.getType(), types, false), arguments);
  longer->setAttributes(call.getAttributes());
  longer->addParamAttr(longer->arg_size() - 1, llvm::Attribute::NoUndef);
  longer->setCallingConv(call.getCallingConv());
  longer->copyMetadata(call);
  longer->takeName(&call);
  call.replaceAllUsesWith(longer);
  call.eraseFromParent();
}

// Rewrites the bodies: the variable's place is a local one, which becomes SSA values at once.
class Rewriter {
public:
  Rewriter(llvm::GlobalVariable &variable, const Functions &receivers, bool tablesReceive)
      : variable(variable), receivers(receivers), tablesReceive(tablesReceive) {}

  void rewrite(llvm::Function &function) {
    llvm::IRBuilder<> builder(&*function.getEntryBlock().getFirstInsertionPt());
    llvm::AllocaInst *place = builder.CreateAlloca(variable.getValueType());
    builder.CreateStore(function.getArg(function.arg_size() - 1), place);
    for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function)))
      if (llvm::getLoadStorePointerOperand(&instruction) == &variable)
        redirect(instruction, *place);
    passOn(function, *place);
    llvm::DominatorTree dominators(function);
    llvm::PromoteMemToReg({place}, dominators);
  }

  // Gives every call of a receiver what `place` holds.
  void passOn(llvm::Function &function, llvm::Value &place) {
    for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function)))
      if (auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction); call && receives(*call))
        addArgument(*call, *llvm::IRBuilder<>(call).CreateLoad(variable.getValueType(), &place));
  }

private:
  bool receives(const llvm::CallBase &call) const {
    if (isIndirect(call))
      return tablesReceive;
    auto *callee = llvm::dyn_cast<llvm::Function>(call.getCalledOperand());
    return callee && receivers.contains(callee);
  }

  static void redirect(llvm::Instruction &access, llvm::Value &place) {
    access.replaceUsesOfWith(llvm::getLoadStorePointerOperand(&access), &place);
    access.setMetadata(llvm::LLVMContext::MD_tbaa, nullptr);
  }

  llvm::GlobalVariable &variable;
  const Functions &receivers;
  const bool tablesReceive;
};

}  // namespace

llvm::PreservedAnalyses ShadowStackPointer::run(llvm::Module &module, llvm::ModuleAnalysisManager &) {
  auto [variable, users] = find(module, *entry);
  if (!variable)
    return llvm::PreservedAnalyses::all();
  Receivers found(module, *entry);
  Functions receivers;
  for (llvm::Function *function : found.add(users))
    receivers.insert(withParameter(*function, variable->getValueType()));
  Rewriter rewriter(*variable, receivers, found.reachedByTables());
  for (llvm::Function *function : receivers)
    rewriter.rewrite(*function);
  rewriter.passOn(*entry, *variable);
  return llvm::PreservedAnalyses::none();
}

}  // namespace wasmc
