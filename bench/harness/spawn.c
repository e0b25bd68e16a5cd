// Runs a command several times and measures each run: the kernel's own counts for the child, without an interpreter's cost beside.
//
//   spawn COUNT OUTPUT COMMAND [ARGUMENT...]
//
// The command's standard output goes to the file OUTPUT (of the last run), standard error to this program's. For each run a line
// "wall user system resident" on standard output: nanoseconds from before the spawn to after the wait, microseconds,
// microseconds, and the largest resident set in KiB. That last number is never below this program's own, which the kernel hands
// on through exec: hence a static executable. Fails with 1 and a message if the command does not end with status 0.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void runOnce(const char *output, char **command) {
  struct rusage usage;
  int status, fd = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0)
    fail(output);
  long long start = nanoseconds();
  pid_t child = vfork();
  if (child == 0) {
    dup2(fd, STDOUT_FILENO);
    execv(command[0], command);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &usage) < 0)
    fail(command[0]);
  long long wall = nanoseconds() - start;
  close(fd);
  if (status != 0) {
    fprintf(stderr, "%s: %s %d\n", command[0], WIFSIGNALED(status) ? "signal" : "status",
            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    exit(1);
  }
  printf("%lld %lld %lld %ld\n", wall, microseconds(usage.ru_utime), microseconds(usage.ru_stime), usage.ru_maxrss);
}

int main(int count, char **arguments) {
  if (count < 4) {
    fputs("usage: spawn COUNT OUTPUT COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  for (int i = 0; i < atoi(arguments[1]); ++i)
    runOnce(arguments[2], arguments + 3);
  return 0;
}
