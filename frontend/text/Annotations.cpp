#include "frontend/text/Annotations.h"

#include "frontend/Utf8.h"
#include "frontend/text/Strings.h"

#include <algorithm>
#include <array>

namespace wasmc::text {
namespace {

constexpr std::array<std::string_view, 15> sectionNames = {"first",  "type",      "import", "func",   "table",
                                                           "memory", "tag",       "global", "export", "start",
                                                           "elem",   "datacount", "code",   "data",   "last"};

// The tokens inside one annotation, as far as they are strings and words.
class Contents {
public:
  Contents(const TokenList &list, const Annotation &annotation)
      : list(list), position(annotation.first), end(annotation.first + annotation.length) {}

  bool at(TokenKind kind) const { return position < end && token().kind == kind; }
  std::string_view text() const { return list.text(token()); }
  // Of the next token; of the closing parenthesis at the end.
  uint32_t offset() const { return token().offset; }
  bool take(TokenKind kind) { return at(kind) && ++position; }
  std::string takeStrings() {
    std::string bytes;
    for (; at(TokenKind::String); ++position)
      appendString(text(), bytes);
    return bytes;
  }
  bool atClose() const { return position + 1 == end; }

private:
  const Token &token() const { return list.annotationTokens[std::min(position, end - 1)]; }
  const TokenList &list;
  uint32_t position, end;
};

bool isText(const std::string &bytes) { return isUtf8({reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}); }

// `(before SECTION)` or `(after SECTION)`; what is wrong with it otherwise.
std::string_view parsePlacement(Contents &contents, CustomSection &custom) {
  contents.take(TokenKind::LeftParen);
  std::string_view side = contents.at(TokenKind::Keyword) ? contents.text() : "";
  if (side != "before" && side != "after")
    return "malformed placement";
  custom.isBefore = side == "before";
  contents.take(TokenKind::Keyword);
  auto section = std::ranges::find(sectionNames, contents.at(TokenKind::Keyword) ? contents.text() : "");
  bool isOutside = section == sectionNames.begin() ? !custom.isBefore : section == sectionNames.end() - 1 && custom.isBefore;
  if (section == sectionNames.end() || isOutside)
    return "malformed section kind";
  custom.section = static_cast<SectionOrder>(section - sectionNames.begin());
  contents.take(TokenKind::Keyword);
  return contents.take(TokenKind::RightParen) ? "" : "unexpected token";
}

}  // namespace

Annotations::Annotations(Cursor &cursor) : cursor(cursor), list(cursor.tokens()) {
  for (uint32_t i = 0; i < list.annotations.size(); ++i)
    queues[static_cast<size_t>(list.annotations[i].kind)].entries.push_back(i);
  for (Queue &queue : queues)
    queue.isTaken.resize(queue.entries.size());
}

size_t Annotations::find(const Queue &queue, uint32_t token) const {
  auto before = [&](uint32_t index) { return list.annotations[index].before; };
  return std::ranges::lower_bound(queue.entries, token, {}, before) - queue.entries.begin();
}

const Annotation *Annotations::take(AnnotationKind kind) {
  Queue &queue = queues[static_cast<size_t>(kind)];
  if (queue.entries.empty())
    return nullptr;
  if (queue.position != cursor.tell())
    queue.next = find(queue, queue.position = cursor.tell());
  for (; queue.next < queue.entries.size(); ++queue.next) {
    const Annotation &annotation = list.annotations[queue.entries[queue.next]];
    if (annotation.before != queue.position)
      break;
    if (queue.isTaken[queue.next])
      continue;
    queue.isTaken[queue.next++] = true;
    return &annotation;
  }
  return nullptr;
}

bool Annotations::atName() const {
  const Queue &queue = queues[static_cast<size_t>(AnnotationKind::Name)];
  for (size_t i = find(queue, cursor.tell()); i < queue.entries.size(); ++i) {
    if (list.annotations[queue.entries[i]].before != cursor.tell())
      return false;
    if (!queue.isTaken[i])
      return true;
  }
  return false;
}

std::optional<std::string> Annotations::takeName() {
  const Annotation *annotation = take(AnnotationKind::Name);
  if (!annotation)
    return std::nullopt;
  Contents contents(list, *annotation);
  bool isString = contents.at(TokenKind::String);
  std::string name = contents.takeStrings();
  if (!isString || !contents.atClose())
    return cursor.fail(contents.offset(), "@name annotation: unexpected token"), std::nullopt;
  if (!isText(name))
    return cursor.fail(annotation->offset, "@name annotation: malformed UTF-8 encoding"), std::nullopt;
  return name;
}

std::optional<CustomSection> Annotations::takeCustom() {
  const Annotation *annotation = take(AnnotationKind::Custom);
  if (!annotation)
    return std::nullopt;
  Contents contents(list, *annotation);
  auto fail = [&](uint32_t at, std::string_view message) {
    cursor.fail(at, "@custom annotation: " + std::string(message));
    return std::nullopt;
  };
  if (!contents.at(TokenKind::String))
    return fail(contents.offset(), "missing section name");
  CustomSection custom;
  appendString(contents.text(), custom.name);
  if (!isText(custom.name))
    return fail(contents.offset(), "malformed UTF-8 encoding");
  contents.take(TokenKind::String);
  if (contents.at(TokenKind::LeftParen)) {
    uint32_t offset = contents.offset();
    if (std::string_view error = parsePlacement(contents, custom); !error.empty())
      return fail(offset, error);
  } else {
    custom.isBefore = false;
  }
  custom.contents = contents.takeStrings();
  if (!contents.atClose())
    return fail(contents.offset(), "unexpected token");
  return custom;
}

std::optional<uint8_t> Annotations::takeBranchHint() {
  const Annotation *annotation = take(AnnotationKind::BranchHint);
  if (!annotation)
    return std::nullopt;
  Contents contents(list, *annotation);
  std::string value = contents.takeStrings();
  if (!contents.atClose())
    cursor.fail(contents.offset(), "@metadata.code.branch_hint annotation: unexpected token");
  else if (value.size() != 1 || static_cast<uint8_t>(value[0]) > 1)
    cursor.fail(annotation->offset, "@metadata.code.branch_hint annotation: invalid hint");
  else if (const Annotation *second = take(AnnotationKind::BranchHint))
    cursor.fail(second->offset, "@metadata.code.branch_hint annotation: duplicate annotation");
  else
    return static_cast<uint8_t>(value[0]);
  return std::nullopt;
}

void Annotations::expectNone(AnnotationKind kind, uint32_t firstToken, uint32_t lastToken, std::string_view message) {
  const Queue &queue = queues[static_cast<size_t>(kind)];
  for (size_t i = find(queue, firstToken); i < queue.entries.size(); ++i) {
    const Annotation &annotation = list.annotations[queue.entries[i]];
    if (annotation.before > lastToken)
      return;
    if (!queue.isTaken[i])
      return cursor.fail(annotation.offset, std::string(message));
  }
}

}  // namespace wasmc::text
