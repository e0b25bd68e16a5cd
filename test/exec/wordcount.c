// A hash table of words, qsort, and printf's formats. Input from standard input; options from the arguments.
// RUN: %native-clang %s -o %t.native && %wasi-clang %s -o %t.wasm
// RUN: %everywhere --work %t.d --native %t.native --stdin %s %t.wasm -- 12
// REQUIRES: wasi-libc
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Word {
  struct Word *next;
  unsigned count;
  char text[];
};

enum { buckets = 257 };
static struct Word *table[buckets];
static unsigned words;

static void *allocate(size_t size) {
  void *memory = malloc(size);
  if (!memory) {
    fputs("out of memory\n", stderr);
    exit(3);
  }
  return memory;
}

static void countWord(const char *text) {
  unsigned hash = 2166136261u;
  for (const char *at = text; *at; ++at)
    hash = (hash ^ (unsigned char)*at) * 16777619u;
  struct Word **slot = &table[hash % buckets];
  for (struct Word *word = *slot; word; word = word->next) {
    if (strcmp(word->text, text) == 0) {
      ++word->count;
      return;
    }
  }
  struct Word *word = allocate(sizeof *word + strlen(text) + 1);
  word->next = *slot;
  word->count = 1;
  strcpy(word->text, text);
  *slot = word;
  ++words;
}

static int byCount(const void *left, const void *right) {
  const struct Word *a = *(struct Word *const *)left, *b = *(struct Word *const *)right;
  if (a->count != b->count)
    return a->count < b->count ? 1 : -1;
  return strcmp(a->text, b->text);
}

static void readWords(void) {
  char text[64];
  size_t length = 0;
  for (int c = getchar();; c = getchar()) {
    if (c != EOF && isalpha(c) && length + 1 < sizeof text) {
      text[length++] = (char)tolower(c);
    } else if (length) {
      text[length] = 0;
      countWord(text);
      length = 0;
    }
    if (c == EOF)
      return;
  }
}

int main(int argc, char **argv) {
  unsigned top = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 0) : 10;
  readWords();
  struct Word **sorted = allocate(words * sizeof *sorted);
  unsigned n = 0;
  for (unsigned bucket = 0; bucket < buckets; ++bucket)
    for (struct Word *word = table[bucket]; word; word = word->next)
      sorted[n++] = word;
  qsort(sorted, n, sizeof *sorted, byCount);
  printf("%s: %u distinct words\n", argv[0], words);
  for (unsigned i = 0; i < n && i < top; ++i)
    printf("%3u %-12.8s|%+6d|%#06x|%5.1f%%\n", i + 1, sorted[i]->text, (int)sorted[i]->count, sorted[i]->count,
           100.0 * sorted[i]->count / words);
  return (int)(words & 0x7f);
}
