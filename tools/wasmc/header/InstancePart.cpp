#include "tools/wasmc/header/Declarations.h"
#include "tools/wasmc/header/Parts.h"
#include "tools/wasmc/header/Text.h"

#include <fmt/format.h>
#include <llvm/ADT/StringRef.h>

namespace wasmc {
namespace {

constexpr std::string_view structure = R"(
/* --- Instances */

/* Its fields are for the functions below alone. */
struct @p@ {
  wasmc_instance *instance;
  wasmc_error *failure;
  void *data;
@arrays@#ifdef __cplusplus
  class Instance;
#endif
};

/* For libwasmc's own functions. It belongs to `self`. */
static inline wasmc_instance *@p@_instance(@p@ *self) { return self->instance; }

/* A pointer of the program's. */
static inline void *@p@_data(@p@ *self) { return self->data; }
static inline void @p@_set_data(@p@ *self, void *data) { self->data = data; }

/* In a function that the module imports: ends the guest's call, once the function returns, with this error, which
   wasmc_error_new has made. */
static inline void @p@_fail(@p@ *self, wasmc_error *error) {
  if (self->failure)
    wasmc_error_delete(self->failure);
  self->failure = error;
}

/* Loads the module from a shared object; the caller deletes it (wasmc_module_delete). */
static inline wasmc_module *@p@_open(const char *path, wasmc_error **error) { return wasmc_module_open(path, error); }

/* Finds the exports; an error if they are not those of this file. */
static inline wasmc_error *@p@_bind(@p@ *self) {
@lookups@  (void)self;
  return NULL;
}
)";

constexpr std::string_view making = R"(
/* Adds what the module imports and the program defines; `imports` refers to `self` from then on. */
static inline wasmc_error *@p@_add_imports(@p@ *self, wasmc_imports *imports) {
  wasmc_error *error = NULL;
@adding@  (void)self;
  (void)imports;
  return error;
}

static inline void @p@_delete(@p@ *self) {
  if (!self)
    return;
  if (self->instance)
    wasmc_instance_delete(self->instance);
  if (self->failure)
    wasmc_error_delete(self->failure);
  free(self);
}

/* An instance, its start function done; null if that fails, with the reason in `error` unless that is null. `module` is from
   @p@_open, or null for the one that is linked into the program; `imports` has what the module imports besides the functions
   above, which are added to it, or is null; `policy` may be null: no grants and no limits. `data`: see @p@_data. */
static inline @p@ *@p@_new_with(wasmc_module *module, wasmc_imports *imports, const wasmc_policy *policy, void *data,
                                wasmc_error **error) {
  wasmc_error *problem = NULL;
  wasmc_module *linked = NULL;
  wasmc_imports *own = NULL;
  @p@ *self = (@p@ *)calloc(1, sizeof *self);
  if (self)
    self->data = data;
  else
    problem = wasmc_error_new("no memory");
#ifndef @U@_SHARED
  if (!problem && !module)
    module = linked = wasmc_module_linked(&@p@_plugin, &problem);
#else
  if (!problem && !module)
    problem = wasmc_error_new("@p@_new: no module");
#endif
  if (!problem && !imports)
    imports = own = wasmc_imports_new();
  if (!problem)
    problem = @p@_add_imports(self, imports);
  if (!problem)
    self->instance = wasmc_instance_new(module, imports, policy, &problem);
  if (!problem)
    problem = @p@_bind(self);
  if (own)
    wasmc_imports_delete(own);
  if (linked)
    wasmc_module_delete(linked);
  if (!problem)
    return self;
  @p@_delete(self);
  if (error)
    *error = problem;
  else
    wasmc_error_delete(problem);
  return NULL;
}

static inline @p@ *@p@_new(wasmc_module *module, const wasmc_policy *policy, wasmc_error **error) {
  return @p@_new_with(module, NULL, policy, NULL, error);
}

/* As if it were new: nothing that the guest has done is left. */
static inline wasmc_error *@p@_reset(@p@ *self) {
  @p@_fail(self, NULL);
  return wasmc_instance_reset(self->instance);
}
)";

// An instance's handles of one kind: an array of the structure, and the statements that fill it. "functions" are found by
// wasmc_instance_function.
struct Handles {
  std::string array, lookUps;
};

Handles handles(const std::vector<Entity> &entities, const std::string &kind, const std::string &plural) {
  if (entities.empty())
    return {};
  Handles result{fmt::format("  wasmc_{} *{}[{}];\n", kind, plural, entities.size()), ""};
  for (size_t i = 0; i < entities.size(); ++i) {
    const Entity &entity = entities[i];
    std::string handle = fmt::format("self->{}[{}]", plural, i), objection = "!" + handle;
    if (std::optional<CType> type = cType(entity.value))
      objection += fmt::format(" || wasmc_global_kind({}) != {}", handle, type->kind);
    result.lookUps += fmt::format("  {0} = wasmc_instance_{1}(self->instance, {2});\n"
                                  "  if ({3})\n    return wasmc_error_new(\"the module lacks an export of this header\");\n",
                                  handle, kind, stringLiteral(entity.field), objection);
    if (kind == "function")
      result.lookUps +=
          fmt::format("  error = wasmc_function_check({}, \"{}\");\n  if (error)\n    return error;\n", handle, entity.type);
  }
  return result;
}

}  // namespace

std::string instancePart(const Interface &interface, const std::string &prefix) {
  std::string arrays, lookUps = interface.functions.empty() ? "" : "  wasmc_error *error;\n";
  for (const Handles &each :
       {handles(interface.functions, "function", "functions"), handles(interface.memories, "memory", "memories"),
        handles(interface.tables, "table", "tables"), handles(interface.globals, "global", "globals")}) {
    arrays += each.array;
    lookUps += each.lookUps;
  }
  return fillIn(structure, {{"p", prefix}, {"arrays", arrays}, {"lookups", lookUps}}) + importCallbacks(interface, prefix) +
         fillIn(making, {{"p", prefix}, {"U", llvm::StringRef(prefix).upper()}, {"adding", addingImports(interface, prefix)}});
}

}  // namespace wasmc
