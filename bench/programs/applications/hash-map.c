// A hash map of integers with open addressing and removal: inserted into, looked up, emptied, grown.
#include "application.h"

typedef struct {
  uint64_t *keys;  // 0: empty
  uint32_t *values;
  size_t capacity, used;  // the capacity is a power of two
} Map;

static size_t slotOf(const Map *map, uint64_t key) {
  uint64_t hash = key * 0x9E3779B97F4A7C15u;
  size_t slot = (size_t)(hash >> 32) & (map->capacity - 1);
  while (map->keys[slot] && map->keys[slot] != key)
    slot = (slot + 1) & (map->capacity - 1);
  return slot;
}

static void reserve(Map *map, size_t capacity) {
  Map grown = {allocate(capacity * sizeof *grown.keys), allocate(capacity * sizeof *grown.values), capacity, map->used};
  memset(grown.keys, 0, capacity * sizeof *grown.keys);
  for (size_t i = 0; i < map->capacity; ++i) {
    if (!map->keys[i])
      continue;
    size_t slot = slotOf(&grown, map->keys[i]);
    grown.keys[slot] = map->keys[i];
    grown.values[slot] = map->values[i];
  }
  free(map->keys);
  free(map->values);
  *map = grown;
}

static void add(Map *map, uint64_t key, uint32_t value) {
  if (4 * (map->used + 1) > 3 * map->capacity)
    reserve(map, 2 * map->capacity);
  size_t slot = slotOf(map, key);
  if (!map->keys[slot]) {
    map->keys[slot] = key;
    map->values[slot] = 0;
    ++map->used;
  }
  map->values[slot] += value;
}

// Moves back what follows, so that no key is cut off from its slot.
static void removeKey(Map *map, uint64_t key) {
  size_t hole = slotOf(map, key), mask = map->capacity - 1;
  if (!map->keys[hole])
    return;
  --map->used;
  for (size_t slot = (hole + 1) & mask; map->keys[slot]; slot = (slot + 1) & mask) {
    size_t home = (size_t)(map->keys[slot] * 0x9E3779B97F4A7C15u >> 32) & mask;
    if (((slot - home) & mask) < ((slot - hole) & mask))
      continue;
    map->keys[hole] = map->keys[slot];
    map->values[hole] = map->values[slot];
    hole = slot;
  }
  map->keys[hole] = 0;
}

int main(void) {
  uint32_t sum = 0;
  for (uint64_t round = 1; round <= WORK(4, 2); ++round) {
    Map map = {0};
    uint64_t state = round;
    reserve(&map, 16);
    for (int i = 0; i < WORK(600000, 4000); ++i)
      add(&map, 1 + nextRandom(&state) % WORK(150000, 1500), (uint32_t)i);
    for (int i = 0; i < WORK(300000, 2000); ++i)
      removeKey(&map, 1 + nextRandom(&state) % WORK(150000, 1500));
    for (uint64_t key = 1; key <= WORK(150000, 1500); ++key) {
      size_t slot = slotOf(&map, key);
      sum = sum * 31 + (map.keys[slot] ? map.values[slot] : 7);
    }
    printf("%zu %08x\n", map.used, sum);
    free(map.keys);
    free(map.values);
  }
  return 0;
}
