// Gravitation among a few bodies, step by step: scalar floating point with square roots.
#include <math.h>

#include "application.h"

enum { bodies = 6 };

typedef struct {
  double place[3], speed[3], mass;
} Body;

static void advance(Body *all, double dt) {
  for (int i = 0; i < bodies; ++i) {
    for (int j = i + 1; j < bodies; ++j) {
      double gap[3], square = 0;
      for (int k = 0; k < 3; ++k) {
        gap[k] = all[i].place[k] - all[j].place[k];
        square += gap[k] * gap[k];
      }
      double pull = dt / (square * sqrt(square));
      for (int k = 0; k < 3; ++k) {
        all[i].speed[k] -= gap[k] * all[j].mass * pull;
        all[j].speed[k] += gap[k] * all[i].mass * pull;
      }
    }
  }
  for (int i = 0; i < bodies; ++i)
    for (int k = 0; k < 3; ++k)
      all[i].place[k] += dt * all[i].speed[k];
}

static double energy(const Body *all) {
  double sum = 0;
  for (int i = 0; i < bodies; ++i) {
    for (int k = 0; k < 3; ++k)
      sum += 0.5 * all[i].mass * all[i].speed[k] * all[i].speed[k];
    for (int j = i + 1; j < bodies; ++j) {
      double square = 0;
      for (int k = 0; k < 3; ++k)
        square += (all[i].place[k] - all[j].place[k]) * (all[i].place[k] - all[j].place[k]);
      sum -= all[i].mass * all[j].mass / sqrt(square);
    }
  }
  return sum;
}

int main(void) {
  Body all[bodies] = {{{0, 0, 0}, {0, 0, 0}, 40}};
  for (int i = 1; i < bodies; ++i) {
    double radius = 4.0 * i;
    all[i] = (Body){{radius, 0, 0.25 * i}, {0, sqrt(40 / radius), 0}, 0.04 / i};
  }
  printf("%.12f\n", energy(all));
  for (int i = 0; i < WORK(1700000, 2000); ++i)
    advance(all, 0.002);
  printf("%.12f\n", energy(all));
  return 0;
}
