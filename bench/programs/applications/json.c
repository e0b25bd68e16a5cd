// Parses 10 KB of JSON into a tree and prints it indented, many times.
#include "application.h"

typedef enum { Null, False, True, Number, String, Array, Object } Kind;

typedef struct Value {
  Kind kind;
  double number;
  char *text, *name;
  struct Value *child, *next;
} Value;

static void skipSpace(const char **at) { *at += strspn(*at, " \t\r\n"); }

static char *parseString(const char **at) {
  const char *from = ++*at;
  size_t length = 0;
  while (from[length] != '"')
    length += from[length] == '\\' ? 2 : 1;
  char *text = allocate(length + 1), *to = text;
  for (size_t i = 0; i < length; ++i) {
    if (from[i] == '\\')
      *to++ = from[++i] == 'n' ? '\n' : from[i] == 't' ? '\t' : from[i];
    else
      *to++ = from[i];
  }
  *to = 0;
  *at = from + length + 1;
  return text;
}

// Decimal numbers with few digits, exactly: the library's conversions are not what is measured.
static double parseNumber(const char **at) {
  int negative = **at == '-';
  double value = 0, scale = 1;
  *at += negative;
  for (; **at >= '0' && **at <= '9'; ++*at)
    value = value * 10 + (**at - '0');
  if (**at == '.')
    for (++*at; **at >= '0' && **at <= '9'; ++*at, scale *= 10)
      value = value * 10 + (**at - '0');
  return (negative ? -value : value) / scale;
}

static Value *parse(const char **at);

static Value *parseChildren(const char **at, Kind kind) {
  char end = kind == Object ? '}' : ']';
  Value *first = NULL, **last = &first;
  ++*at;
  for (skipSpace(at); **at != end; skipSpace(at)) {
    char *name = NULL;
    if (kind == Object) {
      name = parseString(at);
      skipSpace(at);
      ++*at;
    }
    *last = parse(at);
    (*last)->name = name;
    last = &(*last)->next;
    skipSpace(at);
    if (**at == ',')
      ++*at;
  }
  ++*at;
  return first;
}

static Value *parse(const char **at) {
  Value *value = allocate(sizeof *value);
  *value = (Value){Null, 0, NULL, NULL, NULL, NULL};
  skipSpace(at);
  switch (**at) {
  case '{':
    value->kind = Object;
    value->child = parseChildren(at, Object);
    break;
  case '[':
    value->kind = Array;
    value->child = parseChildren(at, Array);
    break;
  case '"':
    value->kind = String;
    value->text = parseString(at);
    break;
  case 't':
    value->kind = True;
    *at += 4;
    break;
  case 'f':
    value->kind = False;
    *at += 5;
    break;
  case 'n': *at += 4; break;
  default: value->kind = Number; value->number = parseNumber(at);
  }
  return value;
}

typedef struct {
  char *text;
  size_t length;
} Output;

static void put(Output *out, const char *text) {
  size_t length = strlen(text);
  memcpy(out->text + out->length, text, length);
  out->length += length;
}

static void putQuoted(Output *out, const char *text) {
  out->text[out->length++] = '"';
  for (; *text; ++text) {
    if (*text == '"' || *text == '\\' || *text == '\n' || *text == '\t')
      out->text[out->length++] = '\\';
    out->text[out->length++] = *text == '\n' ? 'n' : *text == '\t' ? 't' : *text;
  }
  out->text[out->length++] = '"';
}

// In thousandths, which is all that the documents have.
static void putNumber(Output *out, double number) {
  char digits[24];
  int at = sizeof digits - 1;
  int64_t scaled = (int64_t)(number < 0 ? number * 1000 - 0.5 : number * 1000 + 0.5);
  uint64_t rest = (uint64_t)(scaled < 0 ? -scaled : scaled);
  digits[at] = 0;
  for (int i = 0; rest || i < 4; ++i, rest /= 10) {
    if (i == 3)
      digits[--at] = '.';
    digits[--at] = (char)('0' + rest % 10);
  }
  if (scaled < 0)
    digits[--at] = '-';
  put(out, digits + at);
}

static void indent(Output *out, int depth) {
  out->text[out->length++] = '\n';
  for (int i = 0; i < depth; ++i)
    put(out, "  ");
}

static void print(Output *out, const Value *value, int depth) {
  static const char *const words[] = {"null", "false", "true"};
  if (value->kind <= True) {
    put(out, words[value->kind]);
  } else if (value->kind == Number) {
    putNumber(out, value->number);
  } else if (value->kind == String) {
    putQuoted(out, value->text);
  } else {
    put(out, value->kind == Object ? "{" : "[");
    for (const Value *child = value->child; child; child = child->next) {
      indent(out, depth + 1);
      if (child->name) {
        putQuoted(out, child->name);
        put(out, ": ");
      }
      print(out, child, depth + 1);
      if (child->next)
        put(out, ",");
    }
    indent(out, depth);
    put(out, value->kind == Object ? "}" : "]");
  }
}

static void release(Value *value) {
  for (Value *next; value; value = next) {
    next = value->next;
    release(value->child);
    free(value->text);
    free(value->name);
    free(value);
  }
}

// About 10 KB: records of all kinds of values.
static char *newDocument(uint64_t *state) {
  char *text = allocate(16384), *to = text;
  to += sprintf(to, "{\"records\": [");
  for (int i = 0; i < 64; ++i) {
    uint32_t random = nextRandom(state);
    to +=
        sprintf(to, "%s{\"id\": %d, \"name\": \"n\\\"%x\\\"\\n\", \"score\": %d.%u, \"tags\": [\"a\", \"b%u\", [1, 2, [3]]], ",
                i ? ", " : "", i, (unsigned)random, (int)(random % 2000) - 1000, (unsigned)(random % 7), (unsigned)(random % 100));
    to += sprintf(to, "\"active\": %s, \"parent\": null, \"place\": {\"x\": %u.125, \"y\": -%u}}", random & 1 ? "true" : "false",
                  (unsigned)(random >> 20), (unsigned)(random >> 24));
  }
  sprintf(to, "]}");
  return text;
}

int main(void) {
  uint64_t state = 7;
  Output out = {allocate(1 << 17), 0};
  uint32_t sum = 0;
  for (int document = 0; document < WORK(20, 2); ++document) {
    char *text = newDocument(&state);
    for (int round = 0; round < WORK(80, 2); ++round) {
      const char *at = text;
      Value *value = parse(&at);
      out.length = 0;
      print(&out, value, 0);
      sum = sum * 31 + (uint32_t)out.length;
      release(value);
    }
    sum = sum * 31 + checksum(out.text, out.length);
    free(text);
  }
  printf("%08x\n", sum);
  return 0;
}
