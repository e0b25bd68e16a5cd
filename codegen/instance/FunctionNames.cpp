#include "codegen/instance/FunctionNames.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {

FunctionNames::FunctionNames(const Module &module) : module(module) {
  for (const Export &entry : module.exports)
    if (entry.kind == ExternKind::Func)
      exportNames.try_emplace(entry.index, entry.name);
}

std::string FunctionNames::display(uint32_t function) const {
  if (auto import = module.functions[function].import)
    return fmt::format("{}.{}", module.imports[*import].module, module.imports[*import].name);
  if (std::string_view name = module.functions[function].name; !name.empty())
    return std::string(name);
  if (auto exported = exportNames.find(function); exported != exportNames.end())
    return std::string(exported->second);
  return fmt::format("function {}", function);
}

std::string FunctionNames::symbol(uint32_t function) const {
  std::string name = (module.functions[function].import ? "import." : "wasm.") + display(function);
  std::ranges::replace(name, '\0', '?');
  return name;
}

std::string tagName(const Module &module, uint32_t tag) {
  for (const Name &name : module.names[static_cast<size_t>(NameKind::Tag)])
    if (name.index == tag && !name.text.empty())
      return std::string(name.text);
  for (const Export &entry : module.exports)
    if (entry.kind == ExternKind::Tag && entry.index == tag)
      return std::string(entry.name);
  return fmt::format("{}", tag);
}

}  // namespace wasmc
