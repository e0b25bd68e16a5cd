/* What C++ adds to wasmc.h: errors as exceptions, checked access to a guest's memory. C++17. The headers that `wasmc --emit=header`
   writes use it. */
#ifndef WASMC_WASMC_HPP
#define WASMC_WASMC_HPP

#include <wasmc/wasmc.h>

#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace wasmc {

/* A wasmc_error as an exception. Copies share it. */
class Error : public std::runtime_error {
public:
  /* Takes an error that is not null. */
  explicit Error(wasmc_error *error)
      : std::runtime_error(wasmc_error_message(error)), error(error, wasmc_error_delete) {}

  wasmc_error_kind kind() const { return wasmc_error_kind_of(error.get()); }
  std::string backtrace() const { return wasmc_error_backtrace(error.get()); }
  int exitStatus() const { return wasmc_error_exit_status(error.get()); }

private:
  std::shared_ptr<wasmc_error> error;
};

/* Throws what is not null. */
inline void check(wasmc_error *error) {
  if (error)
    throw Error(error);
}

/* A reference that is deleted with its owner. */
struct DeleteRef {
  void operator()(wasmc_ref *ref) const { wasmc_ref_delete(ref); }
};
using Ref = std::unique_ptr<wasmc_ref, DeleteRef>;

/* A guest's memory: every access is checked, against the size that it has then; what is not all there throws std::out_of_range. Addresses
   are the guest's. It is the instance's and lives no longer. */
class Memory {
public:
  explicit Memory(wasmc_memory *memory) : memory(memory) {}

  wasmc_memory *get() const { return memory; }
  std::uint64_t size() const { return wasmc_memory_size(memory); }

  /* The bytes themselves, for as long as the instance lives: memories do not move. */
  std::uint8_t *at(std::uint64_t address, std::uint64_t size) const {
    void *bytes = wasmc_memory_at(memory, address, size);
    if (!bytes)
      throw std::out_of_range("outside of the guest's memory");
    return static_cast<std::uint8_t *>(bytes);
  }

  /* A value at any alignment; the guest's byte order is the machine's. */
  template <typename T> T read(std::uint64_t address) const {
    static_assert(std::is_trivially_copyable_v<T>);
    T value;
    std::memcpy(&value, at(address, sizeof value), sizeof value);
    return value;
  }
  template <typename T> void write(std::uint64_t address, const T &value) const {
    static_assert(std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>);
    static_assert(!std::is_convertible_v<T, std::string_view>, "that is writeString");
    std::memcpy(at(address, sizeof value), &value, sizeof value);
  }

  std::string string(std::uint64_t address, std::uint64_t size) const {
    return std::string(reinterpret_cast<const char *>(at(address, size)), static_cast<std::size_t>(size));
  }
  void writeString(std::uint64_t address, std::string_view text) const {
    if (!text.empty())
      std::memcpy(at(address, text.size()), text.data(), text.size());
  }

private:
  wasmc_memory *memory;
};

} /* namespace wasmc */

#endif /* WASMC_WASMC_HPP */
