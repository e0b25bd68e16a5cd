#include "frontend/text/Assembler.h"

#include "frontend/text/ModuleWriter.h"

#include <algorithm>

namespace wasmc::text {

uint64_t SourceMap::sourceOffset(uint64_t binaryOffset) const {
  auto after = std::ranges::upper_bound(marks, binaryOffset, {}, &Mark::binary);
  return after == marks.begin() ? 0 : (after - 1)->source;
}

Result<Assembled> assembleModule(Cursor &cursor, FeatureSet features) {
  uint32_t source = cursor.peek().offset;
  if (cursor.atGroup("component"))
    return std::unexpected(Diagnostic{source, "this is a component, which this version of wasmc does not support"});
  bool isWrapped = cursor.takeGroup("module");
  if (isWrapped)
    cursor.takeKeyword("definition");
  ModuleParts parts(cursor);
  parts.context.features = features;
  if (isWrapped)
    if (std::optional<std::string_view> id = cursor.takeId())
      parts.context.moduleName = *id;
  ModuleParser(cursor, parts).parse();
  if (isWrapped)
    cursor.close();
  else if (!cursor.atEnd())
    cursor.failUnexpected();
  if (!cursor.ok())
    return std::unexpected(cursor.diagnostic());
  return writeModule(parts, source);
}

Result<Assembled> assembleModule(std::string_view source, FeatureSet features) {
  Result<TokenList> tokens = tokenize(source);
  if (!tokens)
    return std::unexpected(tokens.error());
  Cursor cursor(*tokens);
  Result<Assembled> assembled = assembleModule(cursor, features);
  if (assembled && !cursor.atEnd()) {
    cursor.failUnexpected();
    return std::unexpected(cursor.diagnostic());
  }
  return assembled;
}

}  // namespace wasmc::text
