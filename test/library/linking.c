/* What instances of different plugins may import from each other, and from the host; what is refused.

   RUN: rm -rf %t && split-file %S/Inputs/links.wats %t
   RUN: cd %t && %wasmc --emit=shared %S/Inputs/provider.wat -o provider-guard.so && %wasmc --emit=shared --bounds=explicit %S/Inputs/provider.wat -o provider-explicit.so
   RUN: cd %t && %wasmc --emit=shared %S/Inputs/user.wat -o user-guard.so && %wasmc --emit=shared --bounds=explicit %S/Inputs/user.wat -o user-explicit.so
   RUN: cd %t && %wasmc --emit=shared table.wat -o table.so && %wasmc --emit=shared tag.wat -o tag.so && %wasmc --emit=shared function.wat -o function.so
   RUN: cd %t && %wasmc --emit=shared reference.wat -o reference.so && %wasmc --emit=shared wrong.wat -o wrong.so && %wasmc --emit=shared host.wat -o host.so
   RUN: cd %t && %wasmc --emit=shared typed-provider.wat -o typed-provider.so && %wasmc --emit=shared typed.wat -o typed.so && %wasmc --emit=shared names.wat -o names.so
   RUN: %hostcc %s -o %t/host && cd %t && %run ./host | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o %t/sanitized && cd %t && ./sanitized | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

static wasmc_imports *importsFrom(wasmc_instance *provider) {
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_instance(imports, "other", provider));
  return imports;
}

static wasmc_instance *open(const char *path, const wasmc_imports *imports) {
  wasmc_module *module = openModule(path);
  wasmc_instance *instance = makeInstance(module, imports, NULL);
  wasmc_module_delete(module);
  return instance;
}

static void expectRefusal(const char *path, const wasmc_imports *imports, const char *text) {
  wasmc_module *module = openModule(path);
  FAILS(refusal(module, imports, NULL), WASMC_LINK, text);
  wasmc_module_delete(module);
}

static void testOther(const char *providerPath, const char *userPath) {
  wasmc_instance *provider = open(providerPath, NULL), *apart = open(providerPath, NULL);
  wasmc_imports *imports = importsFrom(provider);
  wasmc_instance *user = open(userPath, imports);
  wasmc_imports_delete(imports);
  EXPECT(call(user, "double", 21, 0) == 42 && call(user, "shared", 0, 0) == 2 && call(user, "again", 4, 0) == 8);
  wasmc_value value = {.externref = &value};
  DONE(wasmc_function_call(wasmc_instance_function(user, "same"), &value));
  EXPECT(value.externref == &value);
  call(user, "store", 100, 7);
  EXPECT(*(int *)wasmc_memory_at(wasmc_instance_memory(provider, "memory"), 100, 4) == 7);
  EXPECT(*(int *)wasmc_memory_at(wasmc_instance_memory(apart, "memory"), 100, 4) == 0);
  FAILS(tryCall(user, "load", 65536, 0, NULL), WASMC_TRAP, "out of bounds");
  DONE(wasmc_instance_reset(user));
  EXPECT(call(user, "load", 100, 0) == 7); /* what it imports is left as it is */

  wasmc_error *error = tryCall(user, "fail", 1, 0, NULL);
  EXPECT(error && !strcmp(wasmc_error_message(error), "unreachable"));
  EXPECT(!strcmp(wasmc_error_backtrace(error), "  at fail\n  at (host function)\n  at fail\n"));
  wasmc_error_delete(error);
  FAILS(tryCall(user, "add", 1, 2, NULL), WASMC_POISONED, "");
  FAILS(tryCall(provider, "double", 1, 2, NULL), WASMC_POISONED, "");
  DONE(wasmc_instance_reset(user));
  FAILS(tryCall(user, "double", 1, 0, NULL), WASMC_POISONED, "that is called");
  DONE(wasmc_instance_reset(user));
  DONE(wasmc_instance_reset(provider));
  EXPECT(call(user, "double", 3, 0) == 6);
  FAILS(tryCall(user, "raise", 5, 0, NULL), WASMC_EXCEPTION, "(i32 5)");
  DONE(wasmc_instance_reset(user));
  DONE(wasmc_instance_reset(provider));
  wasmc_instance_delete(provider); /* stays as long as what imports it */
  EXPECT(call(user, "double", 3, 0) == 6);
  wasmc_instance_delete(user);
  wasmc_instance_delete(apart);
}

static void testRefusals(void) {
  wasmc_instance *provider = open("provider-guard.so", NULL), *explicit = open("provider-explicit.so", NULL);
  wasmc_imports *imports = importsFrom(provider), *without = importsFrom(explicit);
  expectRefusal("table.so", imports, "other.table: incompatible import type: a table 1 funcref can't be shared");
  expectRefusal("tag.so", imports, "other.tag: incompatible import type: a tag can't be shared");
  expectRefusal("reference.so", imports, "other.reference: incompatible import type: a global externref can't be shared");
  expectRefusal("function.so", imports, "other.function: incompatible import type: function (funcref) -> () passes references");
  expectRefusal("wrong.so", imports, "the module wants function (i64) -> (), this is function (i32) -> (i32)");
  expectRefusal("wrong.so", NULL, "other.double: unknown import (function (i64) -> ())");
  expectRefusal("user-guard.so", without, "other.memory: incompatible import type: the module wants memory 1 4, this is memory 1 4 without guard pages");
  wasmc_instance *typed = open("typed-provider.so", NULL);
  wasmc_imports *ofTyped = importsFrom(typed);
  expectRefusal("typed.so", ofTyped, "other.typed: incompatible import type: function ");
  wasmc_imports_delete(ofTyped);
  wasmc_instance_delete(typed);
  expectRefusal("names.so", imports, "other\\x0a.\\x1b[2J: unknown import"); /* one line, and nothing that a terminal obeys */
  FAILS(wasmc_imports_export(imports, "other", "double", provider, "absent"), WASMC_INVALID, "absent");
  DONE(wasmc_imports_export(imports, "other", "double", provider, "fail"));
  wasmc_instance *user = open("user-guard.so", imports);
  FAILS(tryCall(user, "double", 1, 0, NULL), WASMC_TRAP, "unreachable");
  wasmc_instance_delete(user);
  wasmc_imports_delete(imports);
  wasmc_imports_delete(without);
  wasmc_instance_delete(provider);
  wasmc_instance_delete(explicit);
}

/* Pointers with all 64 bits have no room beside what tells them from objects. */
static void testPointers(void) {
  wasmc_instance *provider = open("provider-guard.so", NULL);
  wasmc_function *same = wasmc_instance_function(provider, "same");
  void *kept[] = {NULL, &provider, (void *)1, (void *)(((uintptr_t)1 << 62) - 1)}, *refused[] = {(void *)-1, (void *)((uintptr_t)1 << 62)};
  for (int i = 0; i < 4; ++i) {
    wasmc_value value = {.externref = kept[i]};
    DONE(wasmc_function_call(same, &value));
    EXPECT(value.externref == kept[i]);
  }
  for (int i = 0; i < 2; ++i) {
    wasmc_value value = {.externref = refused[i]};
    FAILS(wasmc_function_call(same, &value), WASMC_INVALID, "reference");
    EXPECT(!wasmc_ref_from_externref(provider, refused[i]));
  }
  wasmc_instance_delete(provider);
}

static void testHostEntities(void) {
  wasmc_imports *imports = wasmc_imports_new();
  wasmc_value value = {.i64 = 5};
  FAILS(wasmc_imports_memory(imports, "host", "memory", "memory"), WASMC_INVALID, "'memory'");
  FAILS(wasmc_imports_global(imports, "host", "number", "mut funcref", &value), WASMC_INVALID, "mut funcref");
  DONE(wasmc_imports_memory(imports, "host", "memory", "memory 1 8"));
  DONE(wasmc_imports_global(imports, "host", "number", "mut i64", &value));
  expectRefusal("host.so", imports, "host.memory: incompatible import type");
  DONE(wasmc_imports_memory(imports, "host", "memory", "memory 1 8 shared"));
  wasmc_instance *first = open("host.so", imports), *second = open("host.so", imports);
  wasmc_imports_delete(imports);
  EXPECT(call(first, "add", 64, 5) == 0 && call(second, "add", 64, 1) == 5 && call(first, "add", 64, 0) == 6);
  wasmc_instance_delete(first);
  EXPECT(call(second, "add", 64, 0) == 6);
  wasmc_instance_delete(second);
}

int main(void) {
  testOther("provider-guard.so", "user-guard.so");
  testOther("provider-explicit.so", "user-explicit.so");
  testOther("provider-guard.so", "user-explicit.so");
  testRefusals();
  testPointers();
  testHostEntities();
  puts("all held");
  return 0;
}
