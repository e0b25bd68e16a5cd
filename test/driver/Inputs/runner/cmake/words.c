/* words FILE N: whether the file has N words. */
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  FILE *file = argc == 3 ? fopen(argv[1], "r") : NULL;
  if (!file)
    return 2;
  int count = 0;
  char word[100];
  while (fscanf(file, "%99s", word) == 1)
    ++count;
  printf("%d words\n", count);
  return count == atoi(argv[2]) ? 0 : 1;
}
