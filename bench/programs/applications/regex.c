// Regular expressions: compiled to a small program that a backtracking matcher runs over a text.
#include "text.h"

enum { size = WORK(1 << 22, 1 << 14), longestProgram = 256 };

typedef enum { Character, Any, Set, Split, Goto, Start, End, Found } Opcode;
typedef struct {
  Opcode opcode;
  int first, second;  // where to go on: Split prefers the first; Goto
  uint8_t character;
  uint32_t set[8];  // a bit for each byte
} Instruction;

typedef struct {
  Instruction code[longestProgram];
  int length;
  const char *at;
} Program;

static int emit(Program *program, Opcode opcode) {
  program->code[program->length] = (Instruction){.opcode = opcode};
  return program->length++;
}

// Makes room for one instruction before those from `from` on, whose targets move with them.
static void insertSplit(Program *program, int from) {
  memmove(program->code + from + 1, program->code + from, (size_t)(program->length - from) * sizeof *program->code);
  ++program->length;
  for (int i = from + 1; i < program->length; ++i) {
    program->code[i].first += program->code[i].first >= from;
    program->code[i].second += program->code[i].second >= from;
  }
  program->code[from] = (Instruction){.opcode = Split};
}

static void compileSet(Program *program) {
  Instruction *set = &program->code[emit(program, Set)];
  int inverted = program->at[1] == '^';
  const char *at = program->at + 1 + inverted;
  for (; *at != ']'; ++at) {
    int last = at[1] == '-' ? at[2] : at[0];
    for (int c = at[0]; c <= last; ++c)
      set->set[c / 32] |= 1u << c % 32;
    at += at[1] == '-' ? 2 : 0;
  }
  for (int i = 0; inverted && i < 8; ++i)
    set->set[i] = ~set->set[i];
  program->at = at + 1;
}

static void compileAlternatives(Program *program);

static void compileAtom(Program *program) {
  switch (*program->at) {
  case '(':
    ++program->at;
    compileAlternatives(program);
    ++program->at;
    break;
  case '[': compileSet(program); break;
  case '.':
    emit(program, Any);
    ++program->at;
    break;
  case '^':
    emit(program, Start);
    ++program->at;
    break;
  case '$':
    emit(program, End);
    ++program->at;
    break;
  default: program->code[emit(program, Character)].character = (uint8_t)*program->at++;
  }
}

static void compileRepeated(Program *program) {
  int from = program->length;
  compileAtom(program);
  char repeat = *program->at;
  if (repeat == '+') {
    int split = emit(program, Split);
    program->code[split].first = from;
    program->code[split].second = split + 1;
  } else if (repeat == '*' || repeat == '?') {
    insertSplit(program, from);
    if (repeat == '*')
      program->code[emit(program, Goto)].first = from;
    program->code[from].first = from + 1;
    program->code[from].second = program->length;
  } else {
    return;
  }
  ++program->at;
}

static void compileAlternatives(Program *program) {
  int from = program->length;
  while (*program->at && *program->at != '|' && *program->at != ')')
    compileRepeated(program);
  if (*program->at != '|')
    return;
  ++program->at;
  insertSplit(program, from);
  int leave = emit(program, Goto);
  program->code[from].first = from + 1;
  program->code[from].second = program->length;
  compileAlternatives(program);
  program->code[leave].first = program->length;
}

// The end of the match that starts at `at`, or NULL.
static const uint8_t *match(const Program *program, int pc, const uint8_t *at, const uint8_t *text, const uint8_t *end) {
  for (;;) {
    const Instruction *instruction = &program->code[pc];
    switch (instruction->opcode) {
    case Found: return at;
    case Goto: pc = instruction->first; continue;
    case Split: {
      const uint8_t *found = match(program, instruction->first, at, text, end);
      if (found)
        return found;
      pc = instruction->second;
      continue;
    }
    case Start:
      if (at != text && at[-1] != '\n')
        return NULL;
      break;
    case End:
      if (at != end && *at != '\n')
        return NULL;
      break;
    default:
      if (at == end || (instruction->opcode == Character && *at != instruction->character) ||
          (instruction->opcode == Any && *at == '\n') ||
          (instruction->opcode == Set && !(instruction->set[*at / 32] >> *at % 32 & 1)))
        return NULL;
      ++at;
    }
    ++pc;
  }
}

int main(void) {
  static const char *const expressions[] = {"t[a-z]*es", "(an|in|on)(e|t)+", "[aeiou][^aeiou ,]+[aeiou]$", "s?h?e+ .*,",
                                            "^[a-m]+ [n-z]+ "};
  static Program program;
  uint8_t *text = allocate(size);
  inventText(text, size, 31);
  for (size_t i = 0; i < sizeof expressions / sizeof *expressions; ++i) {
    uint32_t count = 0, total = 0;
    program.length = 0;
    program.at = expressions[i];
    compileAlternatives(&program);
    emit(&program, Found);
    for (const uint8_t *at = text; at < text + size;) {
      const uint8_t *end = match(&program, 0, at, text, text + size);
      count += end != NULL;
      total += end ? (uint32_t)(end - text) : 0;
      at = end > at ? end : at + 1;
    }
    printf("%s: %u matches, %08x\n", expressions[i], count, total);
  }
  return 0;
}
