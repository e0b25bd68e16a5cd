// Result<T>: a value or a kernel error number. The runtime has no exceptions and no errno variable; errors are values.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

// An error number of Linux (errno(3)); positive. Its names are in <linux/errno.h>.
struct Errno {
  int32_t code;
  friend constexpr bool operator==(Errno, Errno) = default;
};

template <typename T> class [[nodiscard]] Result {
public:
  constexpr Result(T value) : theValue(static_cast<T &&>(value)), error{0} {}
  constexpr Result(Errno errorNumber) : theValue{}, error(errorNumber) {}
  constexpr bool ok() const { return error.code == 0; }
  constexpr explicit operator bool() const { return ok(); }
  // Only when ok().
  constexpr const T &operator*() const { return theValue; }
  constexpr const T &value() const { return theValue; }
  // Moves the value out. Only when ok().
  constexpr T take() { return static_cast<T &&>(theValue); }
  // Only when !ok().
  constexpr Errno errorNumber() const { return error; }

private:
  T theValue;
  Errno error;
};

template <> class [[nodiscard]] Result<void> {
public:
  constexpr Result() : error{0} {}
  constexpr Result(Errno errorNumber) : error(errorNumber) {}
  constexpr bool ok() const { return error.code == 0; }
  constexpr explicit operator bool() const { return ok(); }
  constexpr Errno errorNumber() const { return error; }

private:
  Errno error;
};

}  // namespace wasmc::rt
