/* Prints its arguments and its input; or as the first one says: `exit N`, `trap`, `env`, `wait` for the end of its input. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "exit") == 0)
    return atoi(argv[2]);
  if (strcmp(what, "trap") == 0)
    __builtin_trap();
  if (strcmp(what, "env") == 0) {
    const char *value = getenv("GREETING");
    printf("GREETING %s\n", value ? value : "-");
    return 0;
  }
  if (strcmp(what, "wait") == 0) {
    puts("ready");
    fflush(stdout);
    return getchar() == EOF ? 0 : 1;
  }
  for (int i = 0; i < argc; ++i)
    printf("%d %s\n", i, argv[i]);
  char line[100];
  if (fgets(line, sizeof line, stdin))
    printf("stdin %s", line);
  return 0;
}
