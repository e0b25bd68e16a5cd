// A small codec as C libraries are: runs of equal bytes become a count and the byte. Its decoder trusts the counts that it reads, as so
// many have: in a sandbox that costs nobody but itself.
#define EXPORT(name) __attribute__((export_name(#name)))

enum { capacity = 1 << 20 };
static unsigned char input[capacity], output[capacity];

EXPORT(input_buffer) unsigned char *inputBuffer(void) { return input; }
EXPORT(output_buffer) unsigned char *outputBuffer(void) { return output; }
EXPORT(buffer_size) unsigned bufferSize(void) { return capacity; }

// Bytes of the result.
EXPORT(encode) unsigned encode(unsigned length) {
  unsigned size = 0;
  for (unsigned i = 0; i < length;) {
    unsigned run = 1;
    while (run < 255 && i + run < length && input[i + run] == input[i])
      ++run;
    output[size++] = (unsigned char)run;
    output[size++] = input[i];
    i += run;
  }
  return size;
}

EXPORT(decode) unsigned decode(unsigned length) {
  unsigned size = 0;
  for (unsigned i = 0; i + 1 < length; i += 2)
    for (unsigned n = input[i]; n; --n)
      output[size++] = input[i + 1];  // no check of the capacity: the bug
  return size;
}
