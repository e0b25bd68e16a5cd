// The state of a program's or library's modules as units of code see it: facts that belong to no LLVM context, taken from the one IR
// module that defines the state. All of it is constant while units are compiled, by several threads.
#pragma once

#include "codegen/Context.h"
#include "codegen/units/FunctionSymbols.h"

#include <llvm/ADT/APInt.h>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace wasmc {

// A variable of the state.
struct SharedVariable {
  // Makes `variable` visible to other units.
  static SharedVariable share(llvm::GlobalVariable &variable);
  // Its declaration in a unit.
  llvm::GlobalVariable *declare(Context &context) const;

  std::string symbol;
  uint64_t size, alignment;  // bytes
  bool isConstant, isThreadLocal;
};

// The value of a global that never changes.
class SharedConstant {
public:
  // None for null, and for constants that units cannot have: code loads the variable then.
  static std::optional<SharedConstant> share(llvm::Constant *constant);
  // In a unit, for a global of this type.
  llvm::Constant *in(Context &context, ValueType type) const;

private:
  // Bits, of a reference, too (null, i31); or the address of a variable, of an abi::FuncRef.
  std::variant<llvm::APInt, SharedVariable> value;
};

// TypeColumn
struct SharedColumn {
  SharedVariable code;
  uint64_t size;
  struct Candidate {
    uint64_t index;
    FunctionId function;
  };
  std::vector<Candidate> candidates;
};
using SharedColumns = std::map<uint32_t, SharedColumn>;  // by canonical type

// FrozenTable
struct SharedFrozenTable {
  SharedVariable code, types;
  uint64_t size;
};

// What ProgramAccess gives access to, by the module's indices.
struct ProgramState {
  struct Memory {
    SharedVariable object;
    bool fixedBase;
  };
  struct Global {
    SharedVariable variable;
    std::optional<SharedConstant> known;
  };
  struct Table {
    std::optional<SharedVariable> object, storage;
    uint64_t size;
    std::optional<SharedFrozenTable> frozen;
    SharedColumns columns;
  };
  struct Segment {
    SharedVariable contents, size;
  };
  std::vector<Memory> memories;
  std::vector<Global> globals;
  std::vector<Table> tables;
  std::vector<SharedVariable> tags;
  std::map<uint32_t, Segment> data;  // those that code uses
  std::vector<Segment> elements;
  std::map<uint32_t, SharedVariable> functionRecords;  // of functions that code refers to
  std::optional<SharedVariable> arguments;             // if code uses it
};

// What LibraryInstance knows beyond LibraryAccess.
struct LibraryState {
  std::vector<std::optional<SharedConstant>> globals;
  std::vector<SharedColumns> columns;       // by table
  std::map<uint32_t, SharedVariable> data;  // those that code uses
};

}  // namespace wasmc
