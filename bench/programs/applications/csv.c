// CSV with quoted fields: splits lines, parses numbers, sums by key, writes a table of results.
#include "application.h"

enum { rows = WORK(60000, 800), columns = 6, keys = 97 };

typedef struct {
  const char *from;
  size_t length;
  int quoted;  // with its quotes left out, but doubled ones inside
} Field;

static char *newTable(size_t *size) {
  char *text = allocate((size_t)rows * 80), *to = text;
  uint64_t state = 5;
  for (int i = 0; i < rows; ++i) {
    uint32_t random = nextRandom(&state);
    to +=
        sprintf(to, "%d,key%u,\"last, \"\"first\"\" %x\",%u.%02u,-%u,%s\n", i, (unsigned)(random % keys), (unsigned)(random >> 16),
                (unsigned)(random % 10007), (unsigned)(random % 100), (unsigned)(random % 501), random & 64 ? "yes" : "\"no\"");
  }
  *size = (size_t)(to - text);
  return text;
}

// Splits one line into fields; returns where the next one begins.
static const char *split(const char *at, Field *fields) {
  for (int column = 0;; ++column) {
    Field *field = &fields[column];
    field->quoted = *at == '"';
    at += field->quoted;
    field->from = at;
    if (field->quoted) {
      while (at[0] != '"' || at[1] == '"')
        at += at[0] == '"' ? 2 : 1;
      field->length = (size_t)(at++ - field->from);
    } else {
      while (*at != ',' && *at != '\n')
        ++at;
      field->length = (size_t)(at - field->from);
    }
    if (*at++ == '\n')
      return at;
  }
}

static int64_t hundredths(const Field *field) {
  int negative = field->from[0] == '-', decimals = -1;
  int64_t value = 0;
  for (size_t i = (size_t)negative; i < field->length; ++i) {
    if (field->from[i] == '.') {
      decimals = 0;
      continue;
    }
    value = value * 10 + (field->from[i] - '0');
    decimals += decimals >= 0;
  }
  value *= decimals <= 0 ? 100 : decimals == 1 ? 10 : 1;
  return negative ? -value : value;
}

static uint32_t hashField(const Field *field, uint32_t hash) {
  for (size_t i = 0; i < field->length; ++i) {
    hash = (hash ^ (uint8_t)field->from[i]) * 16777619u;
    i += field->quoted && field->from[i] == '"';
  }
  return hash;
}

int main(void) {
  static int64_t sums[keys];
  static char table[keys * 64];
  size_t size;
  const char *text = newTable(&size);
  uint32_t hash = 2166136261u;
  for (int round = 0; round < WORK(20, 2); ++round) {
    for (const char *at = text; at < text + size;) {
      Field fields[columns];
      at = split(at, fields);
      Field key = {fields[1].from + 3, fields[1].length - 3, 0};
      sums[hundredths(&key) / 100] += hundredths(&fields[3]) + hundredths(&fields[4]) * (fields[5].length == 3 ? 2 : 1);
      hash = hashField(&fields[2], hash);
    }
  }
  char *to = table;
  for (int i = 0; i < keys; ++i)
    to += sprintf(to, "key%d,%lld\n", i, (long long)sums[i]);
  printf("%08x %08x\n", hash, checksum(table, (size_t)(to - table)));
  return 0;
}
