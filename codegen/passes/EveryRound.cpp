#include "codegen/passes/EveryRound.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/ADT/SmallVector.h>

namespace wasmc {
namespace {

constexpr unsigned maxUsersVisited = 64;

enum class Need { Always, ThroughResult, Sometimes };

class Users {
public:
  Users(const llvm::Loop &loop, const llvm::DominatorTree &dominators) : loop(loop), dominators(dominators) {}

  // How the user needs its operand in a round.
  Need of(const llvm::Use &operand) const {
    const auto &user = *llvm::cast<llvm::Instruction>(operand.getUser());
    if (!loop.contains(&user))
      return isCarried(*operand.get()) ? Need::Always : Need::Sometimes;
    if (const auto *phi = llvm::dyn_cast<llvm::PHINode>(&user))
      return phi->getParent() == loop.getHeader() ? Need::Always : Need::Sometimes;
    if (!runsInEveryRound(user, loop, dominators))
      return Need::Sometimes;
    if (const auto *select = llvm::dyn_cast<llvm::SelectInst>(&user))
      return decides(*operand.get(), *select->getCondition()) ? Need::ThroughResult : Need::Sometimes;
    return user.isTerminator() || user.mayHaveSideEffects() ? Need::Always : Need::ThroughResult;
  }

private:
  // Whether the value has to be there before the select's condition is known: it is the condition or compared by it, as in a
  // minimum.
  static bool decides(const llvm::Value &value, const llvm::Value &condition) {
    const auto *comparison = llvm::dyn_cast<llvm::CmpInst>(&condition);
    return &condition == &value || (comparison && llvm::is_contained(comparison->operands(), &value));
  }

  // Whether the next round needs a value that was computed from what is loaded, so that it is computed in each.
  bool isCarried(const llvm::Value &value) const {
    return !llvm::isa<llvm::LoadInst>(value) && llvm::any_of(value.users(), [&](const llvm::User *user) {
      const auto *phi = llvm::dyn_cast<llvm::PHINode>(user);
      return phi && phi->getParent() == loop.getHeader();
    });
  }

  const llvm::Loop &loop;
  const llvm::DominatorTree &dominators;
};

}  // namespace

bool staysInEveryRound(const llvm::Instruction &access, const llvm::Loop &loop, const llvm::DominatorTree &dominators) {
  if (!runsInEveryRound(access, loop, dominators))
    return false;
  const Users users(loop, dominators);
  llvm::SmallVector<const llvm::Value *, 16> work{&access};
  llvm::SmallPtrSet<const llvm::Value *, 16> seen{&access};
  while (!work.empty()) {
    const llvm::Value *value = work.pop_back_val();
    if (seen.size() > maxUsersVisited)
      return false;
    for (const llvm::Use &use : value->uses()) {
      Need need = users.of(use);
      if (need == Need::Sometimes)
        return false;
      if (need == Need::ThroughResult && seen.insert(use.getUser()).second)
        work.push_back(use.getUser());
    }
  }
  return true;
}

}  // namespace wasmc
