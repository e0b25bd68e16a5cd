// Strings, hashing and pointers: invents a text, counts its words in a chained hash table, sorts them. Many small allocations.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../workload.h"

enum { buckets = 1 << 15, wordCount = WORK(2000000, 10000) };

struct Word {
  struct Word *next;
  uint32_t count;
  char text[];
};

static struct Word *table[buckets];
static uint32_t distinct;
static uint64_t state = 88172645463325252ull;

static uint32_t random32(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 16);
}

// Short words are frequent, as in a language.
static size_t inventWord(char *text) {
  static const char syllables[16][3] = {"ba", "ke", "li", "mo", "nu", "ra", "se", "ti",
                                        "vo", "zu", "an", "el", "is", "or", "um", "ex"};
  uint32_t random = random32();
  size_t count = 1 + (random & 3) + ((random & 12) == 12), length = 0;
  for (size_t i = 0; i < count; ++i) {
    random = random32();
    memcpy(text + length, syllables[(random & 15) & (random >> 8)], 2);
    length += 2;
  }
  text[length] = 0;
  return length;
}

static void countWord(const char *text, size_t length) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; ++i)
    hash = (hash ^ (uint8_t)text[i]) * 16777619u;
  struct Word **slot = &table[(hash ^ hash >> 15) % buckets];
  for (struct Word *word = *slot; word; word = word->next) {
    if (strcmp(word->text, text) == 0) {
      ++word->count;
      return;
    }
  }
  struct Word *word = malloc(sizeof *word + length + 1);
  if (!word)
    exit(1);
  memcpy(word->text, text, length + 1);
  word->count = 1;
  word->next = *slot;
  *slot = word;
  ++distinct;
}

static int byCount(const void *left, const void *right) {
  const struct Word *one = *(struct Word *const *)left, *other = *(struct Word *const *)right;
  if (one->count != other->count)
    return one->count < other->count ? 1 : -1;
  return strcmp(one->text, other->text);
}

int main(void) {
  char text[32];
  for (int i = 0; i < wordCount; ++i)
    countWord(text, inventWord(text));
  struct Word **sorted = malloc(distinct * sizeof *sorted);
  if (!sorted)
    return 1;
  uint32_t n = 0;
  for (uint32_t bucket = 0; bucket < buckets; ++bucket)
    for (struct Word *word = table[bucket]; word; word = word->next)
      sorted[n++] = word;
  qsort(sorted, n, sizeof *sorted, byCount);
  printf("%u distinct\n", n);
  for (uint32_t i = 0; i < 20; ++i)
    printf("%s %u\n", sorted[i]->text, sorted[i]->count);
  return 0;
}
