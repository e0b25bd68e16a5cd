// Deflate-like: LZ77 with hash chains, then canonical Huffman codes of literals, lengths and distances, bit by bit; and back.
#include "text.h"

enum {
  size = WORK(1 << 19, 1 << 13),
  window = 32768,
  shortest = 3,
  longest = 258,
  hashSize = 1 << 15,
  chainLimit = 24,
  endSymbol = 256,
  symbols = 286,
  distances = 30,
  longestCode = 15
};

typedef struct {
  uint16_t symbol, distance;  // of a match: its length is symbol - 257 + shortest, in classes as below
  uint16_t extra, distanceExtra;
} Token;

typedef struct {
  int count;
  uint8_t length[symbols];
  uint16_t code[symbols];
} Code;

// Lengths and distances fall into classes of growing width: `base[c]` and `bits[c]` extra bits.
typedef struct {
  uint16_t base[32];
  uint8_t bits[32];
  int count;
} Classes;

static Classes lengthClasses, distanceClasses;

static void makeClasses(Classes *classes, int first, int perDoubling, int count) {
  int base = first;
  classes->count = count;
  for (int i = 0; i < count; ++i) {
    int bits = i < 2 * perDoubling ? 0 : i / perDoubling - 1;
    classes->base[i] = (uint16_t)base;
    classes->bits[i] = (uint8_t)bits;
    base += 1 << bits;
  }
}

static int classOf(const Classes *classes, int value) {
  int low = 0, high = classes->count;
  while (high - low > 1) {
    int middle = (low + high) / 2;
    *(classes->base[middle] <= value ? &low : &high) = middle;
  }
  return low;
}

static int matchLength(const uint8_t *one, const uint8_t *other, int limit) {
  int length = 0;
  while (length < limit && one[length] == other[length])
    ++length;
  return length;
}

static int32_t heads[hashSize], chain[window];

static int findMatch(const uint8_t *text, int at, int *distance) {
  uint32_t hash = (text[at] << 10 ^ text[at + 1] << 5 ^ text[at + 2]) & (hashSize - 1);
  int best = 0, limit = size - at < longest ? size - at : longest;
  int32_t candidate = heads[hash];
  for (int tries = 0; tries < chainLimit && candidate >= 0 && at - candidate < window; ++tries) {
    int length = matchLength(text + candidate, text + at, limit);
    if (length > best) {
      best = length;
      *distance = at - candidate;
    }
    candidate = chain[candidate % window];
  }
  chain[at % window] = heads[hash];
  heads[hash] = at;
  return best;
}

static int tokenise(const uint8_t *text, Token *tokens) {
  int count = 0;
  memset(heads, -1, sizeof heads);
  for (int at = 0; at < size;) {
    int distance = 0, length = at + shortest <= size ? findMatch(text, at, &distance) : 0;
    if (length < shortest) {
      tokens[count++] = (Token){text[at++], 0, 0, 0};
      continue;
    }
    int lengthClass = classOf(&lengthClasses, length), distanceClass = classOf(&distanceClasses, distance);
    tokens[count++] =
        (Token){(uint16_t)(endSymbol + 1 + lengthClass), (uint16_t)distanceClass,
                (uint16_t)(length - lengthClasses.base[lengthClass]), (uint16_t)(distance - distanceClasses.base[distanceClass])};
    at += length;
  }
  tokens[count++] = (Token){endSymbol, 0, 0, 0};
  return count;
}

// Huffman's lengths by repeated merging of the two rarest; frequencies are flattened until none is too long.
static void makeLengths(Code *code, const uint32_t *frequency) {
  static uint32_t weight[2 * symbols];
  static int parent[2 * symbols], live[symbols];
  for (int flatten = 0;; ++flatten) {
    int count = 0, nodes = code->count, tooLong = 0;
    for (int i = 0; i < code->count; ++i) {
      weight[i] = (frequency[i] >> flatten) + (frequency[i] != 0);
      if (frequency[i])
        live[count++] = i;
    }
    while (count > 1) {
      for (int pick = 0; pick < 2; ++pick) {
        int least = pick;
        for (int i = pick + 1; i < count; ++i)
          if (weight[live[i]] < weight[live[least]])
            least = i;
        int kept = live[pick];
        live[pick] = live[least];
        live[least] = kept;
      }
      weight[nodes] = weight[live[0]] + weight[live[1]];
      parent[live[0]] = parent[live[1]] = nodes;
      live[0] = nodes++;
      live[1] = live[--count];
    }
    for (int i = 0; i < code->count; ++i) {
      int length = 0;
      for (int node = i; frequency[i] && node != nodes - 1; node = parent[node])
        ++length;
      code->length[i] = (uint8_t)length;
      tooLong |= length > longestCode;
    }
    if (!tooLong)
      return;
  }
}

static void assignCodes(Code *code) {
  uint16_t next = 0;
  for (int length = 1; length <= longestCode; ++length) {
    for (int i = 0; i < code->count; ++i)
      if (code->length[i] == length)
        code->code[i] = next++;
    next = (uint16_t)(next << 1);
  }
}

typedef struct {
  uint8_t *bytes;
  size_t at;
  uint64_t bits;
  int held;
} Bits;

static void putBits(Bits *out, uint32_t value, int count) {
  out->bits = out->bits << count | value;
  for (out->held += count; out->held >= 8; out->held -= 8)
    out->bytes[out->at++] = (uint8_t)(out->bits >> (out->held - 8));
}

static uint32_t getBits(Bits *in, int count) {
  for (; in->held < count; in->held += 8)
    in->bits = in->bits << 8 | in->bytes[in->at++];
  in->held -= count;
  return (uint32_t)(in->bits >> in->held) & ((1u << count) - 1);
}

static size_t encode(const Token *tokens, int count, Code *literals, Code *spans, uint8_t *to) {
  static uint32_t frequency[symbols], distanceFrequency[distances];
  memset(frequency, 0, sizeof frequency);
  memset(distanceFrequency, 0, sizeof distanceFrequency);
  for (int i = 0; i < count; ++i) {
    ++frequency[tokens[i].symbol];
    distanceFrequency[tokens[i].distance] += tokens[i].symbol > endSymbol;
  }
  makeLengths(literals, frequency);
  makeLengths(spans, distanceFrequency);
  assignCodes(literals);
  assignCodes(spans);
  Bits out = {to, 0, 0, 0};
  for (int i = 0; i < count; ++i) {
    const Token *token = &tokens[i];
    putBits(&out, literals->code[token->symbol], literals->length[token->symbol]);
    if (token->symbol <= endSymbol)
      continue;
    putBits(&out, token->extra, lengthClasses.bits[token->symbol - endSymbol - 1]);
    putBits(&out, spans->code[token->distance], spans->length[token->distance]);
    putBits(&out, token->distanceExtra, distanceClasses.bits[token->distance]);
  }
  putBits(&out, 0, 16);
  return out.at;
}

// Canonical decoding, one bit at a time: the codes of each length are consecutive numbers.
typedef struct {
  uint16_t perLength[longestCode + 1], sorted[symbols];
} Decoder;

static void makeDecoder(Decoder *decoder, const Code *code) {
  int count = 0;
  memset(decoder, 0, sizeof *decoder);
  for (int length = 1; length <= longestCode; ++length) {
    for (int i = 0; i < code->count; ++i) {
      if (code->length[i] != length)
        continue;
      ++decoder->perLength[length];
      decoder->sorted[count++] = (uint16_t)i;
    }
  }
}

static int getSymbol(Bits *in, const Decoder *decoder) {
  int code = 0, first = 0, index = 0;
  for (int length = 1; length <= longestCode; ++length) {
    code |= (int)getBits(in, 1);
    int count = decoder->perLength[length];
    if (code - first < count)
      return decoder->sorted[index + code - first];
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return endSymbol;
}

static int decode(uint8_t *from, const Code *literals, const Code *spans, uint8_t *to) {
  static Decoder literal, span;
  makeDecoder(&literal, literals);
  makeDecoder(&span, spans);
  Bits in = {from, 0, 0, 0};
  int at = 0;
  for (int symbol; (symbol = getSymbol(&in, &literal)) != endSymbol;) {
    if (symbol < endSymbol) {
      to[at++] = (uint8_t)symbol;
      continue;
    }
    int lengthClass = symbol - endSymbol - 1;
    int length = lengthClasses.base[lengthClass] + (int)getBits(&in, lengthClasses.bits[lengthClass]);
    int distanceClass = getSymbol(&in, &span);
    int distance = distanceClasses.base[distanceClass] + (int)getBits(&in, distanceClasses.bits[distanceClass]);
    for (int i = 0; i < length; ++i, ++at)
      to[at] = to[at - distance];
  }
  return at;
}

int main(void) {
  static Code literals = {.count = symbols}, spans = {.count = distances};
  uint8_t *text = allocate(size), *packed = allocate(size * 2), *unpacked = allocate(size + longest);
  Token *tokens = allocate((size + 1) * sizeof *tokens);
  makeClasses(&lengthClasses, shortest, 4, 29);
  makeClasses(&distanceClasses, 1, 2, distances);
  for (uint64_t round = 0; round < WORK(10, 2); ++round) {
    inventText(text, size, 21 + round);
    size_t length = encode(tokens, tokenise(text, tokens), &literals, &spans, packed);
    if (decode(packed, &literals, &spans, unpacked) != size || memcmp(text, unpacked, size) != 0) {
      puts("differs");
      return 1;
    }
    printf("%zu %08x\n", length, checksum(packed, length));
  }
  return 0;
}
