// renamer DIRECTORY: exchanges names in DIRECTORY as fast as it can until told to stop (SIGTERM), and prints how often it did.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static void onTerm(int signal) { stop = signal; }

int main(int argc, char **argv) {
  long count = 0;
  if (argc != 2 || chdir(argv[1]) != 0)
    return 1;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGTERM, onTerm);
  while (!stop) {
    count += renameat2(AT_FDCWD, "directory", AT_FDCWD, "linkOut", RENAME_EXCHANGE) == 0;
    count += renameat2(AT_FDCWD, "file", AT_FDCWD, "linkToSecret", RENAME_EXCHANGE) == 0;
    count += renameat2(AT_FDCWD, "deep/directory", AT_FDCWD, "linkUp", RENAME_EXCHANGE) == 0;
    count += rename("deep/moving", "moved") == 0;
    count += renameat2(AT_FDCWD, "other", AT_FDCWD, "dangling", RENAME_EXCHANGE) == 0;
    count += rename("moved", "deep/moving") == 0;
  }
  printf("%ld\n", count);
  return 0;
}
