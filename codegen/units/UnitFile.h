// A unit of code as a file: IR before optimisation, and what passes look at beside it. So it can be compiled by another process, on
// another machine, to the same bytes.
//
// The format is LLVM's bitcode wrapper ("LLVM Bitcode File Format", section "Bitcode Wrapper Format"), which LLVM's tools read:
//   wrapper     5 words of 32 bits: magic, version 0, offset and size of the bitcode, CPU type 0
//   hash        BLAKE3 of all that follows, 32 bytes
//   description a JSON object, padded with spaces to a multiple of 4 bytes
//   bitcode     with the orders of use lists, which LLVM's passes may follow
#pragma once

#include "codegen/Context.h"
#include "codegen/SeparateUnits.h"

#include <llvm/Support/JSON.h>

namespace wasmc {

// What passes and code generation look at beside the IR, a JSON object. Every key in a cache has it, too.
std::string describeUnit(const Context &context);

// Of IR before optimisation, which `context` has.
SeparateUnit writeUnit(const Context &context);

struct SavedUnit {
  std::string_view bitcode;  // in the file
  UnitKey key;
  CodegenOptions options;
  // Context's of the same names
  bool lastPageIsClosed, hasThreads;
  bool hasTailCalls;      // the convention is Tail
  std::string soleEntry;  // empty: none
};

// A file that writeUnit has written, with this version of wasmc and of LLVM; the error is a sentence. Borrows the file.
std::expected<SavedUnit, std::string> readUnit(std::string_view file);

}  // namespace wasmc
