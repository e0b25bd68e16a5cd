// What a library looks like from C: its exports and imports with their types and names there.
#pragma once

#include "codegen/Codegen.h"

#include <optional>

namespace wasmc {

// How values of a type are spelled in C, and where they lie in a wasmc_value. Numbers, vectors, funcref and externref have such a
// form.
struct CType {
  const char *name;    // "int32_t"; of a vector, which is passed as 16 bytes, "uint8_t"
  const char *member;  // of wasmc_value: "i32"
  const char *kind;    // "WASMC_I32"
  const char *cpp;     // as a value in C++: "int32_t", "std::array<uint8_t, 16>"
  bool isVector;
};
std::optional<CType> cType(ValueType type);

// What WASMC_TYPED_CALL says of functions of the type: the wasmc_value member of the result, or "none". Nothing if their values are
// not all in registers.
std::optional<std::string_view> registerResult(const FuncType &type);

struct Entity {
  std::string name;         // in C, behind the library's prefix: "transform", "import_env_log"
  std::string method;       // in C++, of an export
  std::string_view module;  // of an import
  std::string_view field;   // as the module calls it
  std::string type;         // as wasmc.h spells types: "(i32) -> (i32)", "memory 1 16"
  FuncType function;        // of functions
  ValueType value;          // of globals
  bool isMutable = false;
};

struct Interface {
  // Exports and imported functions that have a form in C.
  std::vector<Entity> functions, memories, tables, globals, imports;
  // What else the host gives, what is to come from nowhere, and what else the host can have by name: a line each for a comment.
  std::vector<std::string> otherImports, missingImports, otherExports;
  bool usesWasi = false;
};

// Of modules that are compiled together, of which the last one is the main module: its exports, and all imports that no module
// before the importing one provides. Borrows names. The same modules give the same names.
Interface describeInterface(const std::vector<InputModule> &modules, const std::string &prefix);

}  // namespace wasmc
