// Borrowed bytes that are read as text. Need not be null-terminated, may contain any byte.
#pragma once

#include "rt/core/Span.h"

namespace wasmc::rt {

class StringView {
public:
  static constexpr size_t npos = static_cast<size_t>(-1);

  constexpr StringView() = default;
  constexpr StringView(const char *data, size_t size) : first(data), count(size) {}
  // A null-terminated string; a null pointer counts as empty.
  constexpr StringView(const char *text) : first(text) {
    while (text && text[count])
      ++count;
  }

  constexpr const char *data() const { return first; }
  constexpr size_t size() const { return count; }
  constexpr bool empty() const { return count == 0; }
  constexpr const char *begin() const { return first; }
  constexpr const char *end() const { return first + count; }
  constexpr char operator[](size_t index) const { return first[index]; }

  friend constexpr bool operator==(StringView a, StringView b) {
    if (a.count != b.count)
      return false;
    for (size_t i = 0; i < a.count; ++i)
      if (a.first[i] != b.first[i])
        return false;
    return true;
  }

  constexpr bool startsWith(StringView prefix) const { return substr(0, prefix.count) == prefix; }
  constexpr bool endsWith(StringView suffix) const { return count >= suffix.count && substr(count - suffix.count) == suffix; }

  // From `offset` on, at most `length` bytes; empty when offset is past the end.
  constexpr StringView substr(size_t offset, size_t length = npos) const {
    if (offset > count)
      offset = count;
    return {first + offset, length < count - offset ? length : count - offset};
  }

  // Index of the first `c` at or after `from`, or of the last `c`; npos when there is none.
  constexpr size_t find(char c, size_t from = 0) const {
    for (size_t i = from; i < count; ++i)
      if (first[i] == c)
        return i;
    return npos;
  }
  constexpr size_t findLast(char c) const {
    for (size_t i = count; i-- > 0;)
      if (first[i] == c)
        return i;
    return npos;
  }
  // Index of the first occurrence of `text` at or after `from`, or npos.
  constexpr size_t find(StringView text, size_t from = 0) const {
    for (size_t i = from; i <= count && text.count <= count - i; ++i)
      if (substr(i, text.count) == text)
        return i;
    return npos;
  }

  struct Halves;
  // What stands before and after the first `separator`; all of it and nothing when there is none.
  constexpr Halves split(char separator) const;

private:
  const char *first = nullptr;
  size_t count = 0;
};

struct StringView::Halves {
  StringView before;
  StringView after;
  bool found;
};

constexpr StringView::Halves StringView::split(char separator) const {
  size_t at = find(separator);
  if (at == npos)
    return {*this, {}, false};
  return {substr(0, at), substr(at + 1), true};
}

}  // namespace wasmc::rt
