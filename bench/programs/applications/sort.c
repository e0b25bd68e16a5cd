// Sorts: quicksort, heap sort and merge sort of integers, and the library's with a comparison function.
#include "application.h"

enum { count = WORK(600000, 4000) };

static void swap(uint32_t *one, uint32_t *other) {
  uint32_t kept = *one;
  *one = *other;
  *other = kept;
}

static void quickSort(uint32_t *values, int low, int high) {
  while (high - low > 16) {
    uint32_t pivot = values[low + (high - low) / 2];
    int i = low, j = high - 1;
    while (i <= j) {
      while (values[i] < pivot)
        ++i;
      while (pivot < values[j])
        --j;
      if (i <= j)
        swap(&values[i++], &values[j--]);
    }
    quickSort(values, low, j + 1);
    low = i;
  }
  for (int i = low + 1; i < high; ++i)
    for (int j = i; j > low && values[j] < values[j - 1]; --j)
      swap(&values[j], &values[j - 1]);
}

static void siftDown(uint32_t *values, int root, int end) {
  for (int child; (child = 2 * root + 1) < end; root = child) {
    child += child + 1 < end && values[child] < values[child + 1];
    if (values[root] >= values[child])
      return;
    swap(&values[root], &values[child]);
  }
}

static void heapSort(uint32_t *values) {
  for (int root = count / 2; root-- > 0;)
    siftDown(values, root, count);
  for (int end = count - 1; end > 0; --end) {
    swap(&values[0], &values[end]);
    siftDown(values, 0, end);
  }
}

static void mergeSort(uint32_t *values, uint32_t *scratch) {
  for (int width = 1; width < count; width *= 2) {
    for (int low = 0; low < count; low += 2 * width) {
      int middle = low + width < count ? low + width : count, high = low + 2 * width < count ? low + 2 * width : count;
      for (int i = low, j = middle, k = low; k < high; ++k)
        scratch[k] = i < middle && (j >= high || values[i] <= values[j]) ? values[i++] : values[j++];
    }
    memcpy(values, scratch, count * sizeof *values);
  }
}

static int ascending(const void *left, const void *right) {
  uint32_t one = *(const uint32_t *)left, other = *(const uint32_t *)right;
  return (one > other) - (one < other);
}

static void fill(uint32_t *values, uint64_t seed) {
  for (int i = 0; i < count; ++i)
    values[i] = nextRandom(&seed);
}

int main(void) {
  uint32_t *values = allocate(count * sizeof *values), *scratch = allocate(count * sizeof *values);
  fill(values, 1);
  quickSort(values, 0, count);
  printf("%08x\n", checksum(values, count * sizeof *values));
  fill(values, 2);
  heapSort(values);
  printf("%08x\n", checksum(values, count * sizeof *values));
  fill(values, 3);
  mergeSort(values, scratch);
  printf("%08x\n", checksum(values, count * sizeof *values));
  // Sorted already but for every eighth.
  for (int i = 0; i < count; i += 8)
    values[i] ^= 0x5555;
  qsort(values, count / 4, sizeof *values, ascending);
  printf("%08x\n", checksum(values, count * sizeof *values));
  return 0;
}
