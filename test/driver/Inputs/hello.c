#include <stdio.h>

int main(void) {
  printf("hello, world %d\n", 1);
  return 0;
}
