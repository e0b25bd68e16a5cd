#include "codegen/analysis/KnownBodies.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace wasmc {
namespace {

struct Row {
  KnownBody what;
  size_t size;
  std::string_view digest;
};

constexpr Row rows[] = {
#define WASMC_KNOWN_BODY(what, size, digest) {KnownBody::what, size, digest},
#include "codegen/analysis/KnownBodies.def"
#undef WASMC_KNOWN_BODY
};

using Bytes = std::vector<uint8_t>;

// A call as linkers write it, its callee's number in five bytes.
std::array<uint8_t, 6> callOf(uint32_t callee) {
  std::array<uint8_t, 6> bytes{0x10};
  for (size_t i = 0; i < 5; ++i)
    bytes[i + 1] = static_cast<uint8_t>((callee >> 7 * i & 0x7f) | (i < 4 ? 0x80 : 0));
  return bytes;
}

// The body with a callee that no valid body has, since a function's number takes five bytes at most (specification, 5.2.2), in calls
// of `callee`. So what hashes to a row calls `callee` wherever the row's body calls, and a body that is hashed as it is calls nothing.
Bytes withoutCallee(std::span<const uint8_t> body, uint32_t callee) {
  Bytes result(body.begin(), body.end());
  auto call = callOf(callee);
  for (auto at = result.begin(); (at = std::search(at, result.end(), call.begin(), call.end())) != result.end();)
    at = std::fill_n(at + 1, call.size() - 1, uint8_t{0xff});
  return result;
}

KnownBody lookUp(std::span<const uint8_t> body) {
  std::string digest = llvm::toHex(llvm::SHA256::hash(llvm::ArrayRef(body.data(), body.size())), /*LowerCase=*/true);
  auto row = std::ranges::find_if(rows, [&](const Row &each) { return each.size == body.size() && each.digest == digest; });
  return row == std::end(rows) ? KnownBody::None : row->what;
}

}  // namespace

std::vector<KnownBody> findKnownBodies(const Module &module) {
  std::vector<KnownBody> found(module.functions.size(), KnownBody::None);
  if (module.memories.empty() || module.memories[0].type.addressType != ValueType::I32)
    return found;
  const FuncType type{{ValueType::I32, ValueType::I32, ValueType::I32}, {ValueType::I32}};
  std::vector<uint32_t> candidates;
  for (uint32_t i = module.importedFunctionCount(); i < module.functions.size(); ++i)
    if (std::ranges::find(rows, module.functions[i].body.bytes.size(), &Row::size) != std::end(rows) &&
        module.functionType(i) == type)
      candidates.push_back(i);
  std::optional<uint32_t> copy;
  for (uint32_t i : candidates)
    if (found[i] = lookUp(module.functions[i].body.bytes); found[i] == KnownBody::Copy)
      copy = i;
  for (uint32_t i : candidates)
    if (copy && found[i] == KnownBody::None)
      found[i] = lookUp(withoutCallee(module.functions[i].body.bytes, *copy));
  return found;
}

}  // namespace wasmc
