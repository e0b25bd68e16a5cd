// Prints its arguments and a variable, and makes a file in its root folder: status 33, or 34 when it can't.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    printf("%s|", argv[i]);
  const char *value = getenv("NAME");
  printf("%s|\n", value ? value : "");
  return fopen("/made", "w") ? 33 : 34;
}
