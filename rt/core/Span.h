// A borrowed run of objects: pointer and count. The owner must outlive it. Indices are the caller's duty to check.
#pragma once

#include <stddef.h>

namespace wasmc::rt {

template <typename T> class Span {
public:
  constexpr Span() = default;
  constexpr Span(T *data, size_t size) : first(data), count(size) {}
  template <size_t N> constexpr Span(T (&array)[N]) : first(array), count(N) {}
  // A span of mutable objects serves as one of constant objects.
  constexpr operator Span<const T>() const { return {first, count}; }

  constexpr T *data() const { return first; }
  constexpr size_t size() const { return count; }
  constexpr bool empty() const { return count == 0; }
  constexpr T *begin() const { return first; }
  constexpr T *end() const { return first + count; }
  constexpr T &operator[](size_t index) const { return first[index]; }

  // From `offset` on, at most `length` elements; empty when offset is past the end.
  constexpr Span subspan(size_t offset, size_t length = static_cast<size_t>(-1)) const {
    if (offset > count)
      offset = count;
    return {first + offset, length < count - offset ? length : count - offset};
  }

private:
  T *first = nullptr;
  size_t count = 0;
};

}  // namespace wasmc::rt
