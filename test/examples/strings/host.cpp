// Strings in and out, by the typed functions of the module's own header. Every address that comes from the guest is checked by the
// memory's view before it is used.
#include "words.h"

#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

std::string capitalize(words::Instance &guest, std::string_view text) {
  auto memory = guest.memory();
  auto length = static_cast<int32_t>(text.size());
  auto at = static_cast<uint32_t>(guest.alloc(length));
  memory.writeString(at, text);
  auto answer = static_cast<uint32_t>(guest.capitalize(static_cast<int32_t>(at), length));
  std::string result = memory.string(memory.read<uint32_t>(answer), memory.read<uint32_t>(answer + 4));
  guest.free_all();
  return result;
}

}  // namespace

int main() {
  words::Instance guest;
  std::cout << capitalize(guest, "strings go in, and strings come out") << '\n';
  std::cout << capitalize(guest, std::string(100000, 'x')).size() << " bytes\n";
  try {
    guest.memory().read<uint32_t>(0xfffffff0);
  } catch (const std::out_of_range &error) {
    std::cout << "a pointer to nowhere: " << error.what() << '\n';
  }
}
