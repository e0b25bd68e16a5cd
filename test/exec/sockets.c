// Sockets that the policy grants: a server that echoes what its clients send, and a client.
// REQUIRES: wasi-libc
// RUN: %wasi-clang %s -o %t.wasm && %python %S/Inputs/sockets.py %t.wasm %t.d
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>

static void expect(int holds, const char *what) {
  if (holds)
    return;
  printf("failed: %s (errno %d)\n", what, errno);
  exit(1);
}

static void waitFor(int fd, short events) {
  struct pollfd one = {.fd = fd, .events = events};
  expect(poll(&one, 1, 10000) == 1 && (one.revents & events), "poll");
}

static int typeOf(int fd) {
  __wasi_fdstat_t stat;
  return __wasi_fd_fdstat_get(fd, &stat) ? -1 : stat.fs_filetype;
}

// A directory is descriptor 3, the listeners follow.
static void serve(int listener) {
  expect(typeOf(3) == __WASI_FILETYPE_DIRECTORY && typeOf(listener) == __WASI_FILETYPE_SOCKET_STREAM, "types");
  struct stat status;
  expect(fstat(listener, &status) == 0 && (status.st_mode & S_IFMT) == S_IFSOCK, "fstat");
  __wasi_prestat_t prestat;
  expect(__wasi_fd_prestat_get(listener, &prestat) == __WASI_ERRNO_BADF, "a socket is no directory");

  waitFor(listener, POLLIN);
  int client = accept(listener, NULL, NULL);
  expect(client > listener && typeOf(client) == __WASI_FILETYPE_SOCKET_STREAM, "accept");
  expect(accept4(listener, NULL, NULL, SOCK_NONBLOCK) >= 0, "a second client");

  // Peeking leaves it there; waiting gets all of it, though it is sent in two parts.
  char text[100];
  expect(recv(client, text, sizeof text, MSG_PEEK) > 0 && text[0] == 'q', "peek");
  __wasi_iovec_t pieces[2] = {{(uint8_t *)text, 3}, {(uint8_t *)text + 3, 9}};
  __wasi_size_t size;
  __wasi_roflags_t flags = 77;
  expect(__wasi_sock_recv(client, pieces, 2, __WASI_RIFLAGS_RECV_WAITALL, &size, &flags) == 0, "sock_recv");
  expect(size == 12 && flags == 0 && memcmp(text, "question one", 12) == 0, "the whole question");
  expect(send(client, "answer ", 7, 0) == 7 && write(client, "one", 3) == 3, "send and write");

  // Nothing is there yet, and there will be.
  int flagsOf = 0;
  expect(fcntl(client, F_SETFL, O_NONBLOCK) == 0 && (flagsOf = fcntl(client, F_GETFL)) >= 0 && (flagsOf & O_NONBLOCK), "flags");
  expect(read(client, text, sizeof text) == -1 && errno == EAGAIN, "nothing to read");
  expect(write(client, "!", 1) == 1, "write");
  waitFor(client, POLLIN);
  expect(read(client, text, sizeof text) == 3 && memcmp(text, "two", 3) == 0, "read");
  expect(lseek(client, 0, SEEK_CUR) == -1 && errno == ESPIPE, "no position");

  expect(shutdown(client, SHUT_WR) == 0, "shutdown");
  expect(send(client, "x", 1, 0) == -1 && errno == EPIPE, "after shutdown");
  expect(write(client, "x", 1) == -1 && errno == EPIPE, "after shutdown");
  waitFor(client, POLLIN);
  expect(read(client, text, sizeof text) == 0, "end");
  expect(close(client) == 0 && close(listener) == 0, "close");
  expect(accept(listener, NULL, NULL) == -1 && errno == EBADF, "closed");
}

static void askServer(int connection) {
  char text[100];
  expect(typeOf(connection) == __WASI_FILETYPE_SOCKET_STREAM, "type");
  expect(accept(connection, NULL, NULL) == -1 && errno == EINVAL, "it does not listen");
  expect(write(connection, "hello", 5) == 5, "write");
  waitFor(connection, POLLIN);
  expect(recv(connection, text, sizeof text, 0) == 5 && memcmp(text, "HELLO", 5) == 0, "recv");
  expect(recv(connection, text, sizeof text, 0) == 0, "end");
  // The peer is gone: that is an error, not the end of the process.
  while (write(connection, "anyone?", 7) == 7)
    usleep(1000);
  expect(errno == EPIPE || errno == ECONNRESET, "nobody reads");
}

// Standard output is a pipe that nobody reads.
static void writeToPipe(void) {
  if (write(1, "x", 1) != -1 || errno != EPIPE)
    exit(1);
}

int main(int argc, char **argv) {
  expect(argc == 3, "arguments");
  if (strcmp(argv[1], "serve") == 0)
    serve(atoi(argv[2]));
  else if (strcmp(argv[1], "ask") == 0)
    askServer(atoi(argv[2]));
  else
    writeToPipe();
  puts("done");
  fflush(stdout);
  return 0;
}
