// A text with the repetitions and the skewed letters of a language, for the codecs and the searches.
#pragma once
#include "application.h"

// Fills `size` bytes.
static inline void inventText(uint8_t *text, size_t size, uint64_t seed) {
  static const char letters[] = "eeeeeetttttaaaaoooooiiiinnnnsssshhhrrrddllcumwfgypbvk";
  enum { words = 600, longest = 12 };
  static char lexicon[words][longest];
  uint64_t state = seed;
  for (int word = 0; word < words; ++word) {
    size_t length = 2 + nextRandom(&state) % (longest - 3);
    for (size_t i = 0; i < length; ++i)
      lexicon[word][i] = letters[nextRandom(&state) % (sizeof letters - 1)];
    lexicon[word][length] = 0;
  }
  for (size_t at = 0; at < size;) {
    // The product makes low numbers, which are the frequent words, likely.
    uint32_t word = nextRandom(&state) % words * (nextRandom(&state) % words) / words;
    for (const char *from = lexicon[word]; *from && at < size; ++from)
      text[at++] = (uint8_t)*from;
    if (at < size)
      text[at++] = nextRandom(&state) % 12 ? ' ' : nextRandom(&state) % 4 ? ',' : '\n';
  }
}
