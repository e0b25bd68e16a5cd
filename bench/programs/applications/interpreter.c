// Indirect calls and branches: a stack machine whose instructions are functions in a table runs a prime sieve and Fibonacci.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../workload.h"

enum { cells = 1 << 16 };

typedef struct {
  int32_t stack[1024];
  int32_t memory[cells];
  int top, pc, depth;
  int returns[256];
  int running;
} Machine;

typedef enum { Push, Load, Store, Add, Subtract, Less, Jump, JumpIfZero, Call, Return, Duplicate, Swap, Drop, Print, Halt } Opcode;
typedef struct {
  Opcode opcode;
  int32_t operand;
} Instruction;

static int32_t pop(Machine *m) { return m->stack[--m->top]; }
static void push(Machine *m, int32_t value) { m->stack[m->top++] = value; }

static void doPush(Machine *m, int32_t operand) { push(m, operand); }
static void doLoad(Machine *m, int32_t operand) { push(m, m->memory[(pop(m) + operand) & (cells - 1)]); }
static void doStore(Machine *m, int32_t operand) {
  int32_t at = pop(m);
  m->memory[(at + operand) & (cells - 1)] = pop(m);
}
static void doAdd(Machine *m, int32_t operand) { push(m, (int32_t)((uint32_t)pop(m) + (uint32_t)pop(m) + (uint32_t)operand)); }
static void doSubtract(Machine *m, int32_t operand) {
  int32_t right = pop(m);
  push(m, pop(m) - right - operand);
}
static void doLess(Machine *m, int32_t operand) {
  int32_t right = pop(m);
  push(m, pop(m) < right + operand);
}
static void doJump(Machine *m, int32_t operand) { m->pc = operand; }
static void doJumpIfZero(Machine *m, int32_t operand) {
  if (pop(m) == 0)
    m->pc = operand;
}
static void doCall(Machine *m, int32_t operand) {
  m->returns[m->depth++] = m->pc;
  m->pc = operand;
}
static void doReturn(Machine *m, int32_t operand) { m->pc = m->returns[--m->depth] + operand; }
static void doDuplicate(Machine *m, int32_t operand) { push(m, m->stack[m->top - 1 - operand]); }
static void doSwap(Machine *m, int32_t operand) {
  int32_t one = pop(m), other = pop(m);
  push(m, one + operand);
  push(m, other);
}
static void doDrop(Machine *m, int32_t operand) { m->top -= 1 + operand; }
static void doPrint(Machine *m, int32_t operand) { printf("%d\n", pop(m) + operand); }
static void doHalt(Machine *m, int32_t operand) { m->running = operand; }

static void (*const actions[])(Machine *, int32_t) = {
    [Push] = doPush,         [Load] = doLoad,     [Store] = doStore,         [Add] = doAdd,
    [Subtract] = doSubtract, [Less] = doLess,     [Jump] = doJump,           [JumpIfZero] = doJumpIfZero,
    [Call] = doCall,         [Return] = doReturn, [Duplicate] = doDuplicate, [Swap] = doSwap,
    [Drop] = doDrop,         [Print] = doPrint,   [Halt] = doHalt,
};

// Counts the primes below 60000: cell i is 1 if i is composite; the count is in cell 0.
static const Instruction sieve[] = {
    {Push, 2},      {Duplicate, 0}, {Push, 60000},    {Less, 0},        {JumpIfZero, 26},              // 1: while i < 60000
    {Duplicate, 0}, {Load, 0},      {JumpIfZero, 10}, {Push, 0},        {Jump, 22},                    // 5: skip a composite
    {Push, 0},      {Load, 0},      {Push, 1},        {Add, 0},         {Push, 0},        {Store, 0},  // 10: count
    {Duplicate, 0}, {Duplicate, 1}, {Add, 0},                                                          // 16: j = 2 * i
    {Call, 28},                                                                                        // 19: mark multiples
    {Push, 0},      {Drop, 0},                                                                         // 20
    {Drop, 0},      {Push, 1},      {Add, 0},         {Jump, 1},                                       // 22: drop j; i = i + 1
    {Drop, 0},      {Halt, 0},                                                                         // 26
    {Duplicate, 0}, {Push, 60000},  {Less, 0},        {JumpIfZero, 39},                                // 28: while j < 60000
    {Push, 1},      {Duplicate, 1}, {Store, 0},                                                        // 32: mark j
    {Duplicate, 1}, {Add, 0},       {Push, 0},        {JumpIfZero, 28},                                // 35: j = j + i
    {Return, 0},                                                                                       // 39
};

// Fibonacci of the top of the stack, by double recursion.
static const Instruction fibonacci[] = {
    {Push, WORK(27, 15)}, {Call, 3},      {Jump, 17}, {Duplicate, 0}, {Push, 2}, {Less, 0}, {JumpIfZero, 8},
    {Return, 0},          {Duplicate, 0}, {Push, 1},  {Subtract, 0},  {Call, 3}, {Swap, 0}, {Push, 2},
    {Subtract, 0},        {Call, 3},      {Jump, 19}, {Print, 0},     {Halt, 0}, {Add, 0},  {Return, 0},
};

static void run(Machine *m, const Instruction *program) {
  m->pc = m->top = m->depth = 0;
  m->running = 1;
  while (m->running) {
    Instruction instruction = program[m->pc++];
    actions[instruction.opcode](m, instruction.operand);
  }
}

int main(void) {
  static Machine machine;
  for (int round = 0; round < WORK(16, 1); ++round) {
    for (int i = 0; i < cells; ++i)
      machine.memory[i] = 0;
    run(&machine, sieve);
    if (round % 20 == 0)
      printf("%d primes\n", machine.memory[0]);
  }
  for (int round = 0; round < WORK(2, 1); ++round)
    run(&machine, fibonacci);
  return 0;
}
