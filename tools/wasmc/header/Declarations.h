// Pieces of C around types of Wasm.
#pragma once

#include "tools/wasmc/header/Interface.h"

namespace wasmc {

// A variable, "int32_t a", "uint8_t a[16]".
std::string declaration(const CType &type, const std::string &name);
// The statement, without its semicolon, that puts a variable into slot i of an array of wasmc_values `slots`.
std::string store(size_t i, const CType &type, const std::string &variable);

// ", int32_t a0, const uint8_t a1[16]"; and the arguments of these names.
std::string parameterList(const ResultType &types);
std::string argumentList(const ResultType &types);
// ", int32_t *result0, uint8_t result1[16]".
std::string resultList(const ResultType &types);
// "result" if there is one, else with its number.
std::string resultName(const ResultType &types, size_t i);

// A line of comment that says what an entity is called in the module, and its type.
std::string comment(const Entity &entity);

}  // namespace wasmc
