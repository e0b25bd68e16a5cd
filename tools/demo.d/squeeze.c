// squeeze: a small file compressor. `squeeze FILE` writes FILE.sqz, `squeeze -d FILE.sqz OUT` writes the original back.
//
// LZ77 with a hash chain finds repetitions in the last 4 MiB; an adaptive binary range coder writes literals (in the context of
// the byte before), lengths and distances, each as a path through a tree of bits whose probabilities follow the data.
// The file: "SQZ1", the original size in 8 bytes (little-endian), the coded bits.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  minMatch = 4,
  maxMatch = minMatch + 255,
  window = 1 << 22,
  hashBits = 16,
  chainLength = 48,
  probabilityBits = 12,
  adaptation = 5,
  headerSize = 12,
};

typedef struct {
  uint8_t *bytes;
  size_t size, capacity;
} Buffer;

// Probabilities that the next bit is 0, in 1/4096.
typedef struct {
  uint16_t isMatch[2];
  uint16_t literal[256][256];
  uint16_t length[256];
  uint16_t distanceBits[32];
  uint16_t distanceTop[32][16];
} Model;

static _Noreturn void fail(const char *what, const char *name) {
  fprintf(stderr, "squeeze: %s: %s\n", name, what);
  exit(1);
}

static void *allocate(size_t size) {
  void *memory = calloc(size ? size : 1, 1);
  if (!memory)
    fail("out of memory", "allocation");
  return memory;
}

static void append(Buffer *buffer, uint8_t byte) {
  if (buffer->size == buffer->capacity) {
    buffer->capacity = buffer->capacity ? buffer->capacity * 2 : 4096;
    buffer->bytes = realloc(buffer->bytes, buffer->capacity);
    if (!buffer->bytes)
      fail("out of memory", "output");
  }
  buffer->bytes[buffer->size++] = byte;
}

static Model *newModel(void) {
  Model *model = allocate(sizeof *model);
  uint16_t *at = (uint16_t *)model;
  for (size_t i = 0; i < sizeof *model / sizeof *at; ++i)
    at[i] = 1 << (probabilityBits - 1);
  return model;
}

// The range coder: `low` and `range` delimit the numbers that continue what was written; bytes leave once they are settled, and a
// carry may still run into those written last.
typedef struct {
  Buffer *out;
  uint64_t low;
  uint32_t range;
} Encoder;

static void shiftOut(Encoder *coder) {
  if (coder->low >> 32) {
    size_t at = coder->out->size;
    while (at && ++coder->out->bytes[--at] == 0) {
    }
    coder->low &= 0xffffffff;
  }
  append(coder->out, (uint8_t)(coder->low >> 24));
  coder->low = coder->low << 8 & 0xffffffff;
}

static void encodeBit(Encoder *coder, uint16_t *probability, int bit) {
  uint32_t zero = (coder->range >> probabilityBits) * *probability;
  if (bit) {
    coder->low += zero;
    coder->range -= zero;
    *probability -= *probability >> adaptation;
  } else {
    coder->range = zero;
    *probability += ((1 << probabilityBits) - *probability) >> adaptation;
  }
  while (coder->range < 1u << 24) {
    coder->range <<= 8;
    shiftOut(coder);
  }
}

typedef struct {
  const uint8_t *at, *end;
  uint32_t code, range;
} Decoder;

static uint8_t nextByte(Decoder *coder) {
  return coder->at < coder->end ? *coder->at++ : 0;
}

static int decodeBit(Decoder *coder, uint16_t *probability) {
  uint32_t zero = (coder->range >> probabilityBits) * *probability;
  int bit = coder->code >= zero;
  if (bit) {
    coder->code -= zero;
    coder->range -= zero;
    *probability -= *probability >> adaptation;
  } else {
    coder->range = zero;
    *probability += ((1 << probabilityBits) - *probability) >> adaptation;
  }
  while (coder->range < 1u << 24) {
    coder->range <<= 8;
    coder->code = coder->code << 8 | nextByte(coder);
  }
  return bit;
}

// A number of `bits` bits, the highest first, each with the probability that belongs to the bits before it.
static void encodeTree(Encoder *coder, uint16_t *tree, int bits, uint32_t value) {
  uint32_t node = 1;
  for (int i = bits - 1; i >= 0; --i) {
    int bit = value >> i & 1;
    encodeBit(coder, &tree[node], bit);
    node = node << 1 | (uint32_t)bit;
  }
}

static uint32_t decodeTree(Decoder *coder, uint16_t *tree, int bits) {
  uint32_t node = 1;
  for (int i = 0; i < bits; ++i)
    node = node << 1 | (uint32_t)decodeBit(coder, &tree[node]);
  return node - (1u << bits);
}

static int bitLength(uint32_t value) {
  int bits = 0;
  for (; value; value >>= 1)
    ++bits;
  return bits;
}

// A distance is its number of bits, then the three bits after the leading one with probabilities, then the rest as they are.
static void encodeDistance(Encoder *coder, Model *model, uint32_t distance) {
  int bits = bitLength(distance) - 1, top = bits < 3 ? bits : 3;
  encodeTree(coder, model->distanceBits, 5, (uint32_t)bits);
  encodeTree(coder, model->distanceTop[bits], top, distance >> (bits - top) & ((1u << top) - 1));
  for (int i = bits - top - 1; i >= 0; --i) {
    uint16_t even = 1 << (probabilityBits - 1);
    encodeBit(coder, &even, distance >> i & 1);
  }
}

static uint32_t decodeDistance(Decoder *coder, Model *model) {
  int bits = (int)decodeTree(coder, model->distanceBits, 5), top = bits < 3 ? bits : 3;
  uint32_t distance = 1u << top | decodeTree(coder, model->distanceTop[bits], top);
  for (int i = bits - top - 1; i >= 0; --i) {
    uint16_t even = 1 << (probabilityBits - 1);
    distance = distance << 1 | (uint32_t)decodeBit(coder, &even);
  }
  return distance;
}

typedef struct {
  const uint8_t *data;
  size_t size;
  uint32_t *head, *previous;  // position + 1 of the last string with a hash, and of the one before each string
} Matcher;

static uint32_t hash(const uint8_t *at) {
  uint32_t word;
  memcpy(&word, at, sizeof word);
  return word * 2654435761u >> (32 - hashBits);
}

static void remember(Matcher *matcher, size_t at) {
  if (at + minMatch > matcher->size)
    return;
  uint32_t *head = &matcher->head[hash(matcher->data + at)];
  matcher->previous[at] = *head;
  *head = (uint32_t)at + 1;
}

static size_t findMatch(const Matcher *matcher, size_t at, size_t *distance) {
  size_t best = 0, limit = matcher->size - at < maxMatch ? matcher->size - at : maxMatch;
  if (limit < minMatch)
    return 0;
  uint32_t candidate = matcher->head[hash(matcher->data + at)];
  for (int tries = chainLength; candidate && tries; --tries) {
    size_t start = candidate - 1, length = 0;
    if (at - start > window)
      break;
    while (length < limit && matcher->data[start + length] == matcher->data[at + length])
      ++length;
    if (length > best) {
      best = length;
      *distance = at - start;
    }
    candidate = matcher->previous[start];
  }
  return best >= minMatch ? best : 0;
}

static Buffer compress(Buffer input) {
  Buffer output = {0};
  for (const char *magic = "SQZ1"; *magic; ++magic)
    append(&output, (uint8_t)*magic);
  for (int i = 0; i < 8; ++i)
    append(&output, (uint8_t)((uint64_t)input.size >> (8 * i)));
  Model *model = newModel();
  Matcher matcher = {input.bytes, input.size, allocate(sizeof(uint32_t) << hashBits), allocate(input.size * sizeof(uint32_t))};
  Encoder coder = {&output, 0, 0xffffffff};
  int afterMatch = 0;
  for (size_t at = 0; at < input.size;) {
    size_t distance = 0, length = findMatch(&matcher, at, &distance);
    encodeBit(&coder, &model->isMatch[afterMatch], length != 0);
    afterMatch = length != 0;
    if (length) {
      encodeTree(&coder, model->length, 8, (uint32_t)(length - minMatch));
      encodeDistance(&coder, model, (uint32_t)distance);
    } else {
      encodeTree(&coder, model->literal[at ? input.bytes[at - 1] : 0], 8, input.bytes[at]);
      length = 1;
    }
    for (; length; --length)
      remember(&matcher, at++);
  }
  for (int i = 0; i < 4; ++i)
    shiftOut(&coder);
  free(model);
  free(matcher.head);
  free(matcher.previous);
  return output;
}

static Buffer decompress(Buffer input, const char *name) {
  if (input.size < headerSize || memcmp(input.bytes, "SQZ1", 4) != 0)
    fail("not a squeezed file", name);
  uint64_t size = 0;
  for (int i = 0; i < 8; ++i)
    size |= (uint64_t)input.bytes[4 + i] << (8 * i);
  Buffer output = {0};
  Model *model = newModel();
  Decoder coder = {input.bytes + headerSize, input.bytes + input.size, 0, 0xffffffff};
  for (int i = 0; i < 4; ++i)
    coder.code = coder.code << 8 | nextByte(&coder);
  for (int afterMatch = 0; output.size < size;) {
    afterMatch = decodeBit(&coder, &model->isMatch[afterMatch]);
    if (afterMatch) {
      size_t length = decodeTree(&coder, model->length, 8) + minMatch, distance = decodeDistance(&coder, model);
      if (distance > output.size || length > size - output.size)
        fail("damaged", name);
      for (; length; --length)
        append(&output, output.bytes[output.size - distance]);
    } else {
      append(&output, (uint8_t)decodeTree(&coder, model->literal[output.size ? output.bytes[output.size - 1] : 0], 8));
    }
  }
  free(model);
  return output;
}

static Buffer readFile(const char *name) {
  FILE *file = fopen(name, "rb");
  if (!file) {
    perror(name);
    exit(1);
  }
  Buffer buffer = {0};
  uint8_t chunk[8192];
  for (size_t count; (count = fread(chunk, 1, sizeof chunk, file)) > 0;)
    for (size_t i = 0; i < count; ++i)
      append(&buffer, chunk[i]);
  fclose(file);
  return buffer;
}

static void writeFile(const char *name, Buffer buffer) {
  FILE *file = fopen(name, "wb");
  if (!file || fwrite(buffer.bytes, 1, buffer.size, file) != buffer.size || fclose(file) != 0) {
    perror(name);
    exit(1);
  }
}

static void squeeze(const char *name) {
  char packed[4096];
  snprintf(packed, sizeof packed, "%s.sqz", name);
  Buffer input = readFile(name), output = compress(input);
  writeFile(packed, output);
  printf("%s: %zu bytes, from %zu (%.1f %%)\n", packed, output.size, input.size, input.size ? 100.0 * output.size / input.size : 0);
  free(input.bytes);
  free(output.bytes);
}

static void unsqueeze(const char *packed, const char *name) {
  Buffer input = readFile(packed), output = decompress(input, packed);
  writeFile(name, output);
  printf("%s: %zu bytes, from %zu\n", name, output.size, input.size);
  free(input.bytes);
  free(output.bytes);
}

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "-d") == 0) {
    unsqueeze(argv[2], argv[3]);
  } else if (argc == 2) {
    squeeze(argv[1]);
  } else {
    fprintf(stderr, "usage: squeeze FILE | squeeze -d FILE.sqz OUT\n");
    return 2;
  }
  return 0;
}
