// An interpreter loop: a register machine whose instructions are cases of one switch runs loops and memory accesses.
#include "application.h"

typedef enum {
  LoadConstant,
  Move,
  Add,
  Subtract,
  Multiply,
  And,
  Shift,
  Load,
  Store,
  Less,
  Equal,
  JumpIf,
  JumpUnless,
  Jump,
  Halt
} Opcode;
typedef struct {
  uint8_t opcode, to, left, right;
  int32_t value;  // a constant, an offset, or the instruction to jump to
} Instruction;

enum { registers = 16, words = 1 << 12 };

// Returns how many instructions ran.
static uint64_t run(const Instruction *program, int64_t *r, int64_t *memory) {
  uint64_t executed = 0;
  for (const Instruction *i = program;; ++i, ++executed) {
    switch ((Opcode)i->opcode) {
    case LoadConstant: r[i->to] = i->value; break;
    case Move: r[i->to] = r[i->left]; break;
    case Add: r[i->to] = r[i->left] + r[i->right] + i->value; break;
    case Subtract: r[i->to] = r[i->left] - r[i->right]; break;
    case Multiply: r[i->to] = (int64_t)((uint64_t)r[i->left] * (uint64_t)r[i->right]); break;
    case And: r[i->to] = r[i->left] & i->value; break;
    case Shift: r[i->to] = (int64_t)((uint64_t)r[i->left] >> i->value); break;
    case Load: r[i->to] = memory[(r[i->left] + i->value) & (words - 1)]; break;
    case Store: memory[(r[i->left] + i->value) & (words - 1)] = r[i->to]; break;
    case Less: r[i->to] = r[i->left] < r[i->right]; break;
    case Equal: r[i->to] = r[i->left] == r[i->right]; break;
    case JumpIf: i = r[i->left] ? program + i->value - 1 : i; break;
    case JumpUnless: i = r[i->left] ? i : program + i->value - 1; break;
    case Jump: i = program + i->value - 1; break;
    case Halt: return executed;
    }
  }
}

// r3 becomes the longest chain of Collatz that starts below r1; the length of each goes to memory.
static const Instruction collatz[] = {
    {LoadConstant, 2, 0, 0, 1},  {LoadConstant, 3, 0, 0, 0}, {LoadConstant, 9, 0, 0, 3}, {LoadConstant, 10, 0, 0, 1},
    {LoadConstant, 11, 0, 0, 0}, {Less, 4, 2, 1, 0},         {JumpUnless, 0, 4, 0, 25},  // 5: candidate r2 < r1
    {Move, 5, 2, 0, 0},          {LoadConstant, 6, 0, 0, 0},                             // 7: number r5, length r6
    {Equal, 4, 5, 10, 0},        {JumpIf, 0, 4, 0, 19},                                  // 9: until it is 1
    {Add, 6, 6, 10, 0},          {And, 7, 5, 0, 1},          {JumpIf, 0, 7, 0, 16},      // 11
    {Shift, 5, 5, 0, 1},         {Jump, 0, 0, 0, 9},                                     // 14: even
    {Multiply, 5, 5, 9, 0},      {Add, 5, 5, 11, 1},         {Jump, 0, 0, 0, 9},         // 16: odd
    {Store, 6, 2, 0, 0},         {Less, 4, 3, 6, 0},         {JumpUnless, 0, 4, 0, 23},  // 19
    {Move, 3, 6, 0, 0},                                                                  // 22
    {Add, 2, 2, 10, 0},          {Jump, 0, 0, 0, 5},                                     // 23
    {Halt, 0, 0, 0, 0},                                                                  // 25
};

// r3 becomes a hash of the first r1 words of memory.
static const Instruction hash[] = {
    {LoadConstant, 2, 0, 0, 0}, {LoadConstant, 3, 0, 0, 0}, {LoadConstant, 9, 0, 0, 31}, {LoadConstant, 10, 0, 0, 1},
    {Load, 4, 2, 0, 0},         {Multiply, 3, 3, 9, 0},     {Subtract, 3, 3, 4, 0},  // 4
    {Add, 2, 2, 10, 0},         {Less, 4, 2, 1, 0},         {JumpIf, 0, 4, 0, 4},    // 7
    {Halt, 0, 0, 0, 0},
};

int main(void) {
  int64_t *memory = allocate(words * sizeof *memory), r[registers] = {0, WORK(100000, 600)};
  memset(memory, 0, words * sizeof *memory);
  uint64_t executed = run(collatz, r, memory);
  printf("%lld in %llu instructions\n", (long long)r[3], (unsigned long long)executed);
  for (int round = 0; round < WORK(600, 4); ++round) {
    r[1] = words - round;
    executed += run(hash, r, memory);
    memory[round] ^= r[3];
  }
  printf("%016llx in %llu instructions\n", (unsigned long long)r[3], (unsigned long long)executed);
  return 0;
}
