// environ_get, environ_sizes_get: the variables that the policy grants.
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Context.h"
#include "rt/wasi/preview1/StringList.h"

namespace wasmc::rt::wasi {

namespace {

// Whether `entry`, a NAME=VALUE of the host's, is the variable `name`.
bool isVariable(StringView entry, StringView name) { return entry.startsWith(name) && entry.substr(name.size(), 1) == "="; }

bool grantedByName(StringView entry) {
  for (const sandbox::VariableGrant &grant : context().policy->grantedVariables())
    if (isVariable(entry, grant.name))
      return true;
  return false;
}

template <typename Visit> void visitInherited(StringView name, Visit visit) {
  for (char *const *entry = context().environment; *entry; ++entry)
    if (isVariable(*entry, name))
      return visit(*entry, StringView());
}

// Calls visit with each NAME=VALUE, in two pieces.
template <typename Visit> void forEachVariable(Visit visit) {
  const sandbox::Policy &policy = *context().policy;
  if (policy.inheritsEnvironment)
    for (char *const *entry = context().environment; *entry; ++entry)
      if (!isVariable(*entry, sandbox::optionsVariable) && !grantedByName(*entry))
        visit(*entry, StringView());
  for (const sandbox::VariableGrant &grant : policy.grantedVariables()) {
    // A fixed value directly follows its name and `=` in the option's text.
    if (grant.inherited)
      visitInherited(grant.name, visit);
    else
      visit(StringView(grant.name.data(), grant.name.size() + 1), grant.value);
  }
}

}  // namespace

uint32_t environ_sizes_get(abi::Memory *memory, uint32_t countPointer, uint32_t sizePointer) {
  return answerSizes(memory, countPointer, sizePointer, [](auto visit) { forEachVariable(visit); });
}

uint32_t environ_get(abi::Memory *memory, uint32_t listPointer, uint32_t textPointer) {
  return answerList(memory, listPointer, textPointer, [](auto visit) { forEachVariable(visit); });
}

}  // namespace wasmc::rt::wasi
