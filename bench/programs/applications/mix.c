// A mix of an embedded processor's chores: a linked list searched and sorted, small integer matrices, a state machine over text,
// and a CRC over all results.
#include "application.h"

enum { items = 300, dimension = 12, textSize = 512 };

typedef struct Item {
  struct Item *next;
  int16_t key, value;
} Item;

static uint16_t crc(uint16_t sum, uint32_t data) {
  for (int bit = 0; bit < 32; ++bit, data >>= 1)
    sum = (uint16_t)(sum >> 1 ^ ((sum ^ data) & 1 ? 0xA001 : 0));
  return sum;
}

static Item *mergeLists(Item *one, Item *other, int byKey) {
  Item *first = NULL, **last = &first;
  while (one && other) {
    int takeOne = byKey ? one->key <= other->key : one->value <= other->value;
    Item **from = takeOne ? &one : &other;
    *last = *from;
    last = &(*from)->next;
    *from = *last;
  }
  *last = one ? one : other;
  return first;
}

static Item *sortList(Item *list, int byKey) {
  if (!list || !list->next)
    return list;
  Item *middle = list, *end = list->next;
  for (; end && end->next; end = end->next->next)
    middle = middle->next;
  Item *rest = middle->next;
  middle->next = NULL;
  return mergeLists(sortList(list, byKey), sortList(rest, byKey), byKey);
}

static Item *reverseList(Item *list) {
  Item *reversed = NULL;
  for (Item *next; list; list = next) {
    next = list->next;
    list->next = reversed;
    reversed = list;
  }
  return reversed;
}

static uint16_t listChores(Item **list, int16_t wanted, uint16_t sum) {
  int position = 0;
  *list = sortList(reverseList(*list), 1);
  for (const Item *item = *list; item && item->key != wanted; item = item->next)
    ++position;
  *list = sortList(*list, 0);
  return crc(sum, (uint32_t)(position << 16 | (uint16_t)(*list)->key));
}

static uint16_t matrixChores(int16_t a[dimension][dimension], int16_t b[dimension][dimension], uint16_t sum) {
  int32_t total = 0;
  for (int i = 0; i < dimension; ++i) {
    for (int j = 0; j < dimension; ++j) {
      int32_t product = 0;
      for (int k = 0; k < dimension; ++k)
        product += a[i][k] * b[k][j];
      total += (product >> 2 & 15) * (product >> 5 & 127);
    }
  }
  a[total % dimension][sum % dimension] = (int16_t)(sum & 1023);
  return crc(sum, (uint32_t)total);
}

typedef enum { Begin, Sign, Integer, Fraction, Exponent, ExponentSign, Wrong, states } State;

static State next(State state, char c) {
  int digit = c >= '0' && c <= '9';
  switch (state) {
  case Begin: return digit ? Integer : c == '+' || c == '-' ? Sign : c == '.' ? Fraction : Wrong;
  case Sign: return digit ? Integer : c == '.' ? Fraction : Wrong;
  case Integer: return digit ? Integer : c == '.' ? Fraction : c == 'e' ? Exponent : Wrong;
  case Fraction: return digit ? Fraction : c == 'e' ? Exponent : Wrong;
  case Exponent: return digit || c == '+' || c == '-' ? ExponentSign : Wrong;
  case ExponentSign: return digit ? ExponentSign : Wrong;
  default: return Wrong;
  }
}

static uint16_t stateChores(const char *text, uint16_t sum) {
  uint32_t counts[states] = {0};
  State state = Begin;
  for (; *text; ++text) {
    if (*text == ',') {
      ++counts[state];
      state = Begin;
    } else {
      state = next(state, *text);
    }
  }
  for (int i = 0; i < states; ++i)
    sum = crc(sum, counts[i]);
  return sum;
}

int main(void) {
  static const char letters[] = "0123456789012345678901234567890123456789,,,,,+-..ex";
  static Item pool[items];
  static int16_t a[dimension][dimension], b[dimension][dimension];
  static char text[textSize + 1];
  uint64_t state = 23;
  for (int i = 0; i < items; ++i)
    pool[i] =
        (Item){i + 1 < items ? &pool[i + 1] : NULL, (int16_t)(nextRandom(&state) % 1000), (int16_t)(nextRandom(&state) % 5000)};
  for (int i = 0; i < dimension * dimension; ++i) {
    a[i / dimension][i % dimension] = (int16_t)(nextRandom(&state) % 100);
    b[i / dimension][i % dimension] = (int16_t)(nextRandom(&state) % 100);
  }
  for (int i = 0; i < textSize; ++i)
    text[i] = letters[nextRandom(&state) % (sizeof letters - 1)];
  Item *list = pool;
  uint16_t sum = 0;
  for (int round = 0; round < WORK(7000, 20); ++round) {
    sum = listChores(&list, (int16_t)(round % 1000), sum);
    sum = matrixChores(a, b, sum);
    text[round % textSize] = letters[sum % (sizeof letters - 1)];
    sum = stateChores(text, sum);
  }
  printf("%04x\n", sum);
  return 0;
}
