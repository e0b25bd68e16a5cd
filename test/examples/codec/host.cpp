// A C library that parses what strangers send, in a sandbox of its own for each thread of a C++ program.
#include "codec.h"

#include <atomic>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

std::string run(codec::Instance &guest, std::string_view data, bool encodes) {
  auto memory = guest.memory();
  if (data.size() > static_cast<uint32_t>(guest.buffer_size()))
    throw std::length_error("more than the codec takes");
  memory.writeString(static_cast<uint32_t>(guest.input_buffer()), data);
  auto length = static_cast<int32_t>(data.size());
  auto size = static_cast<uint32_t>(encodes ? guest.encode(length) : guest.decode(length));
  return memory.string(static_cast<uint32_t>(guest.output_buffer()), size);
}

std::string sample(unsigned seed) {
  std::string text;
  for (unsigned i = 0; i < 2000; ++i) {
    seed = seed * 1664525 + 1013904223;
    text.append(1 + (seed >> 24) % 40, static_cast<char>('a' + (seed >> 16) % 26));
  }
  return text;
}

// Round trips, and in between a file that is made to break the decoder.
bool work(unsigned seed) {
  codec::Instance guest;
  const std::string attack(1 << 20, '\xff');  // decodes to 128 times its size
  bool isRight = true;
  for (unsigned i = 0; i < 50 && isRight; ++i) {
    std::string text = sample(seed * 1000 + i);
    isRight = run(guest, run(guest, text, true), false) == text;
    if (i % 10 != 5)
      continue;
    try {
      run(guest, attack, false);
      isRight = false;
    } catch (const wasmc::Error &) {
      guest.reset();
    }
  }
  return isRight;
}

}  // namespace

int main() {
  constexpr unsigned threadCount = 8;
  std::atomic<unsigned> right = 0;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < threadCount; ++i)
    threads.emplace_back([&right, i] { right += work(i); });
  for (std::thread &thread : threads)
    thread.join();
  std::cout << right << " of " << threadCount << " threads: everything came back as it was, and each attack ended in its sandbox\n";
}
