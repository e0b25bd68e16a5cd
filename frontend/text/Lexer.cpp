#include "frontend/text/Lexer.h"

#include "frontend/Utf8.h"
#include "frontend/text/Numbers.h"
#include "frontend/text/Strings.h"

#include <array>
#include <optional>

namespace wasmc::text {
namespace {

constexpr std::array<bool, 256> idCharacters = [] {
  std::array<bool, 256> table{};
  for (unsigned char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'*+-./:<=>?@\\^_`|~"))
    table[c] = true;
  return table;
}();

bool isIdCharacter(char c) { return idCharacters[static_cast<uint8_t>(c)]; }

std::optional<AnnotationKind> findAnnotation(std::string_view id) {
  if (id == "name")
    return AnnotationKind::Name;
  if (id == "custom")
    return AnnotationKind::Custom;
  if (id == "metadata.code.branch_hint")
    return AnnotationKind::BranchHint;
  return std::nullopt;
}

class Lexer {
public:
  explicit Lexer(std::string_view source) : source(source) { list.source = source; }

  Result<TokenList> run() {
    while (!error && position < source.size())
      step();
    if (!error && depth != 0)
      fail(annotationStart, "unclosed annotation");
    if (error)
      return std::unexpected(*std::move(error));
    list.tokens.push_back({static_cast<uint32_t>(source.size()), 0, TokenKind::End});
    return std::move(list);
  }

private:
  bool inAnnotation() const { return depth != 0; }
  char at(size_t index) const { return index < source.size() ? source[index] : '\0'; }

  void fail(size_t at, std::string_view message) {
    if (!error)
      error = Diagnostic{at, std::string(message)};
  }

  // Consumes up to `end` as one token; those of an annotation without a meaning are dropped.
  void add(TokenKind kind, size_t end) {
    Token token{static_cast<uint32_t>(position), static_cast<uint32_t>(end - position), kind};
    position = end;
    if (!inAnnotation())
      list.tokens.push_back(token);
    else if (keepsAnnotation)
      list.annotationTokens.push_back(token);
  }

  void step() {
    char c = source[position];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      ++position;
    else if (c == ';' && at(position + 1) == ';')
      position = std::min(source.find_first_of("\n\r", position), source.size());
    else if (c == '(' && at(position + 1) == ';')
      blockComment();
    else if (c == '(' && at(position + 1) == '@' && !inAnnotation())
      openAnnotation();
    else if (c == '(')
      open();
    else if (c == ')')
      close();
    else if (c == '"' || isIdCharacter(c))
      word();
    else if (std::string_view(",;[]{}").contains(c))
      add(TokenKind::Reserved, position + 1);
    else
      fail(position, "illegal character");
  }

  void blockComment() {
    size_t start = position;
    uint64_t nesting = 0;
    do {
      size_t mark = source.find_first_of("(;", position);
      if (mark == source.npos || mark + 1 >= source.size())
        return fail(start, "unclosed comment");
      bool opens = source[mark] == '(' && source[mark + 1] == ';';
      bool closes = source[mark] == ';' && source[mark + 1] == ')';
      nesting += opens ? 1 : closes ? -1 : 0;
      position = mark + (opens || closes ? 2 : 1);
    } while (nesting != 0);
  }

  void open() {
    add(TokenKind::LeftParen, position + 1);
    if (inAnnotation())
      ++depth;
  }

  void close() {
    add(TokenKind::RightParen, position + 1);
    if (!inAnnotation() || --depth != 0 || !keepsAnnotation)
      return;
    Annotation &annotation = list.annotations.back();
    annotation.length = static_cast<uint32_t>(list.annotationTokens.size()) - annotation.first;
  }

  void openAnnotation() {
    annotationStart = position;
    size_t begin = position + 2;
    size_t end = begin;
    while (isIdCharacter(at(end)))
      ++end;
    std::string id(source.substr(begin, end - begin));
    if (id.empty() && at(begin) == '"') {
      StringEnd string = scanString(source, begin);
      if (string.error.empty())
        appendString(source.substr(begin, string.end - begin), id);
      end = string.end;
    }
    if (id.empty())
      return fail(position, "empty annotation id");
    if (!isUtf8(bytesOf(id)))
      return fail(position, "malformed UTF-8 encoding");
    std::optional<AnnotationKind> kind = findAnnotation(id);
    keepsAnnotation = kind.has_value();
    if (kind)
      list.annotations.push_back({*kind, static_cast<uint32_t>(list.tokens.size()), static_cast<uint32_t>(position),
                                  static_cast<uint32_t>(list.annotationTokens.size()), 0});
    depth = 1;
    position = end;
  }

  // The longest run of identifier characters and strings: one token, whatever it means (specification, 6.3: reserved).
  void word() {
    size_t end = position;
    size_t strings = 0;
    size_t stringBegin = 0;
    while (end < source.size() && (source[end] == '"' || isIdCharacter(source[end]))) {
      if (source[end] != '"') {
        ++end;
        continue;
      }
      StringEnd string = scanString(source, end);
      if (!string.error.empty())
        return badString(end, string);
      stringBegin = end;
      end = string.end;
      ++strings;
    }
    if (strings == 0)
      return add(classify(source.substr(position, end - position)), end);
    bool endsWithString = strings == 1 && source[end - 1] == '"';
    if (endsWithString && stringBegin == position)
      return add(TokenKind::String, end);
    if (endsWithString && stringBegin == position + 1 && source[position] == '$')
      return quotedId(end);
    add(TokenKind::Reserved, end);
  }

  void badString(size_t begin, const StringEnd &string) {
    bool isId = begin == position + 1 && source[position] == '$';
    if (isId && string.error != "illegal escape")
      return fail(position, "empty identifier");
    fail(string.errorAt, string.error);
  }

  void quotedId(size_t end) {
    std::string_view literal = source.substr(position + 1, end - position - 1);
    std::string id;
    appendString(literal, id);
    if (id.empty())
      return fail(position, "empty identifier");
    if (!isUtf8(bytesOf(id)))
      return fail(position, "malformed UTF-8 encoding");
    if (id.size() != literal.size() - 2)
      list.escapedIds.emplace(static_cast<uint32_t>(position), std::move(id));
    add(TokenKind::Id, end);
  }

  TokenKind classify(std::string_view text) {
    char first = text[0];
    if (first == '$') {
      if (text.size() == 1 && !inAnnotation())
        fail(position, "empty identifier");
      return text.size() == 1 ? TokenKind::Reserved : TokenKind::Id;
    }
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == 'i' || first == 'n')
      if (TokenKind number = classifyNumber(text); number != TokenKind::Reserved)
        return number;
    return first >= 'a' && first <= 'z' ? TokenKind::Keyword : TokenKind::Reserved;
  }

  static std::span<const uint8_t> bytesOf(std::string_view text) {
    return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
  }

  std::string_view source;
  size_t position = 0;
  TokenList list;
  std::optional<Diagnostic> error;
  uint64_t depth = 0;  // of parentheses within an annotation, its own included; 0: in none
  bool keepsAnnotation = false;
  size_t annotationStart = 0;
};

}  // namespace

std::string_view TokenList::id(const Token &token) const {
  std::string_view name = text(token).substr(1);
  if (name[0] != '"')
    return name;
  if (name.contains('\\'))
    return escapedIds.at(token.offset);
  return name.substr(1, name.size() - 2);
}

Result<TokenList> tokenize(std::string_view source) {
  if (source.size() >= UINT32_MAX)
    return failure(0, "the text is too large: at most 4 GiB");
  size_t valid = utf8Prefix({reinterpret_cast<const uint8_t *>(source.data()), source.size()});
  if (valid != source.size())
    return failure(valid, "malformed UTF-8 encoding");
  return Lexer(source).run();
}

}  // namespace wasmc::text
