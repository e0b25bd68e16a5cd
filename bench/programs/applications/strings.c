// String building: a growing buffer, formatted pieces, searching, splitting, replacing, reversing words.
#include "application.h"

typedef struct {
  char *text;
  size_t length, capacity;
} Builder;

static void append(Builder *builder, const char *text, size_t length) {
  if (builder->length + length + 1 > builder->capacity) {
    builder->capacity = 2 * (builder->length + length + 1);
    builder->text = realloc(builder->text, builder->capacity);
    if (!builder->text)
      exit(1);
  }
  memcpy(builder->text + builder->length, text, length);
  builder->length += length;
  builder->text[builder->length] = 0;
}

static void replace(Builder *to, const char *text, const char *what, const char *with) {
  size_t length = strlen(what), replacement = strlen(with);
  for (const char *found; (found = strstr(text, what)); text = found + length) {
    append(to, text, (size_t)(found - text));
    append(to, with, replacement);
  }
  append(to, text, strlen(text));
}

static void reverseWords(Builder *to, const char *text) {
  for (const char *end = text + strlen(text); end > text;) {
    const char *from = end;
    while (from > text && from[-1] != ' ')
      --from;
    append(to, from, (size_t)(end - from));
    append(to, " ", 1);
    end = from > text ? from - 1 : text;
  }
}

static void upperCase(char *text) {
  for (; *text; ++text)
    *text = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;
}

int main(void) {
  uint32_t sum = 0;
  for (int round = 0; round < WORK(160, 3); ++round) {
    Builder plain = {0}, replaced = {0}, reversed = {0};
    for (int i = 0; i < WORK(3000, 100); ++i) {
      char piece[64];
      int length = snprintf(piece, sizeof piece, "item %d of %s has %x; ", i * round, i % 3 ? "the list" : "a longer list",
                            (unsigned)(i * 2654435761u));
      append(&plain, piece, (size_t)length);
    }
    replace(&replaced, plain.text, "list", "collection");
    reverseWords(&reversed, replaced.text);
    upperCase(reversed.text);
    sum = sum * 31 + checksum(reversed.text, reversed.length);
    free(plain.text);
    free(replaced.text);
    free(reversed.text);
  }
  printf("%08x\n", sum);
  return 0;
}
