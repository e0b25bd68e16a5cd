// What the three programs call: a sum of squares, told to the host as it grows.
#define EXPORT(name) __attribute__((export_name(#name)))

__attribute__((import_module("host"), import_name("progress"))) void progress(int done);

EXPORT(sum_of_squares) long long sumOfSquares(int count) {
  long long sum = 0;
  for (int i = 1; i <= count; ++i) {
    sum += (long long)i * i;
    if (i % (count / 2) == 0)
      progress(i);
  }
  return sum;
}

EXPORT(fail) void fail(void) { __builtin_trap(); }
