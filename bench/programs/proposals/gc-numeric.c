// Native counterpart of gc-numeric.wat.in: bodies behind pointers, a matrix of rows, bytes.
#include "../applications/application.h"

#include <math.h>

enum { bodies = 8, steps = WORK(300000, 200), size = WORK(300, 10), limit = WORK(4000000, 2000) };

typedef struct {
  double x, y, z, vx, vy, vz, mass;
} Body;

static double attract(void) {
  Body *all[bodies];
  for (int i = 0; i < bodies; ++i) {
    double k = i;
    all[i] = allocate(sizeof(Body));
    *all[i] = (Body){k * 1.5, k * k * 0.25, 3.0 - k, 0.01 * k, 0.02 - 0.005 * k, 0.003 * k * k, 1.0 + 0.125 * k};
  }
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i < bodies; ++i)
      for (int j = i + 1; j < bodies; ++j) {
        Body *a = all[i], *b = all[j];
        double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
        double square = dx * dx + dy * dy + dz * dz + 0.0625;
        double strength = 0.001 / (square * sqrt(square));
        double ma = a->mass * strength, mb = b->mass * strength;
        a->vx -= dx * mb, a->vy -= dy * mb, a->vz -= dz * mb;
        b->vx += dx * ma, b->vy += dy * ma, b->vz += dz * ma;
      }
    for (int i = 0; i < bodies; ++i) {
      Body *a = all[i];
      a->x += 0.001 * a->vx, a->y += 0.001 * a->vy, a->z += 0.001 * a->vz;
    }
  }
  double sum = 0;
  for (int i = 0; i < bodies; ++i) {
    sum += all[i]->x + all[i]->y + all[i]->z;
    free(all[i]);
  }
  return sum;
}

static double **matrix(double start) {
  double **rows = allocate(size * sizeof *rows);
  for (int i = 0; i < size; ++i) {
    rows[i] = allocate(size * sizeof **rows);
    for (int j = 0; j < size; ++j)
      rows[i][j] = start + 0.5 * i - 0.25 * j;
  }
  return rows;
}

static double multiply(void) {
  double **a = matrix(1), **b = matrix(-2), sum = 0;
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j) {
      double dot = 0;
      for (int k = 0; k < size; ++k)
        dot += a[i][k] * b[k][j];
      sum += dot * dot;
    }
  for (int i = 0; i < size; ++i)
    free(a[i]), free(b[i]);
  free(a), free(b);
  return sum;
}

static uint32_t sieve(void) {
  uint8_t *composite = allocate(limit);
  memset(composite, 0, limit);
  uint32_t primes = 0;
  for (uint32_t i = 2; i < limit; ++i) {
    if (composite[i])
      continue;
    ++primes;
    for (uint32_t j = 2 * i; j < limit; j += i)
      composite[j] = 1;
  }
  free(composite);
  return primes;
}

int main(void) {
  double sums[] = {attract(), multiply()};
  uint64_t bits[2];
  memcpy(bits, sums, sizeof bits);
  printf("%016llx %016llx %08x\n", (unsigned long long)bits[0], (unsigned long long)bits[1], sieve());
  return 0;
}
