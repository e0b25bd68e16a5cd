#include "frontend/text/Keywords.h"

#include "frontend/text/Numbers.h"

#include <unordered_map>
#include <unordered_set>

namespace wasmc::text {
namespace {

using InstructionTable = std::unordered_map<std::string_view, Op>;
using WordSet = std::unordered_set<std::string_view>;

const InstructionTable &instructions() {
  static const InstructionTable table = [] {
    InstructionTable entries;
    entries.reserve(opCount);
    for (size_t op = 0; op < opCount; ++op)
      entries.emplace(opInfos[op].text, static_cast<Op>(op));
    return entries;
  }();
  return table;
}

const WordSet &words() {
  static const WordSet set = {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) text, shortText,
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
      // types
      "i8", "i16", "i32", "i64", "f32", "f64", "v128", "ref", "null", "mut", "field", "sub", "final", "rec", "shared", "pagesize",
      // modules
      "module", "type", "import", "export", "func", "param", "result", "local", "global", "table", "memory", "tag", "elem", "data",
      "start", "offset", "item", "declare",
      // instructions
      "then", "do", "catch_ref", "catch_all_ref", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2",
      // scripts
      "definition", "instance", "binary", "quote", "register", "invoke", "get", "script", "input", "output", "thread", "wait",
      "either", "ref.host", "nan:canonical", "nan:arithmetic", "assert_return", "assert_trap", "assert_exception",
      "assert_exhaustion", "assert_invalid", "assert_malformed", "assert_unlinkable", "assert_uninstantiable",
      "assert_invalid_custom", "assert_malformed_custom"};
  return set;
}

}  // namespace

std::optional<Op> findInstruction(std::string_view keyword) {
  auto entry = instructions().find(keyword);
  return entry == instructions().end() ? std::nullopt : std::optional(entry->second);
}

bool isKeyword(std::string_view word) {
  for (std::string_view prefix : {"offset=", "align="})
    if (word.starts_with(prefix))
      return classifyNumber(word.substr(prefix.size())) == TokenKind::Natural;
  return words().contains(word) || instructions().contains(word);
}

}  // namespace wasmc::text
