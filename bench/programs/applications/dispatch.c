// Virtual dispatch: objects of eight classes with tables of methods, which call each other through them.
#include "application.h"

enum { objects = 4096, kinds = 8 };

typedef struct Object Object;
typedef struct {
  uint32_t (*area)(const Object *);
  void (*grow)(Object *, uint32_t by);
  uint32_t (*meet)(const Object *, const Object *other);
} Methods;
struct Object {
  const Methods *methods;
  uint32_t a, b;
};

static uint32_t squareArea(const Object *o) { return o->a * o->a; }
static uint32_t rectangleArea(const Object *o) { return o->a * o->b; }
static uint32_t triangleArea(const Object *o) { return o->a * o->b / 2; }
static uint32_t ringArea(const Object *o) { return 3 * (o->a * o->a ^ o->b); }
static void growBoth(Object *o, uint32_t by) {
  o->a = (o->a + by) & 1023;
  o->b = (o->b + by) & 1023;
}
static void growOne(Object *o, uint32_t by) { o->a = (o->a + 3 * by) & 1023; }
static void shrink(Object *o, uint32_t by) { o->b = (o->b - by) & 1023; }
static uint32_t meetByArea(const Object *o, const Object *other) { return other->methods->area(other) ^ o->a; }
static uint32_t meetBySide(const Object *o, const Object *other) { return o->a > other->a ? o->b : other->b; }

static const Methods methods[kinds] = {
    {squareArea, growBoth, meetByArea},   {rectangleArea, growBoth, meetBySide}, {triangleArea, growOne, meetByArea},
    {ringArea, shrink, meetBySide},       {squareArea, growOne, meetBySide},     {rectangleArea, shrink, meetByArea},
    {triangleArea, growBoth, meetBySide}, {ringArea, growOne, meetByArea},
};

int main(void) {
  Object *all = allocate(objects * sizeof *all);
  uint64_t state = 41;
  uint32_t sum = 0;
  for (int i = 0; i < objects; ++i) {
    uint32_t random = nextRandom(&state);
    // Runs of one kind, as in programs that keep like with like, between random ones.
    uint32_t kind = i & 1024 ? random % kinds : (uint32_t)i / 16 % kinds;
    all[i] = (Object){&methods[kind], random >> 8 & 1023, random >> 20 & 1023};
  }
  for (uint32_t round = 0; round < WORK(2600, 20); ++round) {
    for (int i = 0; i < objects; ++i) {
      Object *object = &all[i];
      sum += object->methods->area(object);
      object->methods->grow(object, round);
      sum = sum * 5 + object->methods->meet(object, &all[(i * 7 + (int)round) & (objects - 1)]);
    }
  }
  printf("%08x\n", sum);
  return 0;
}
