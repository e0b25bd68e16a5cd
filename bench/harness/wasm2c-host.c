// The host of what wasm2c makes of a benchmark: the calls of WASI 0.1 that programs without files make.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include GUEST

typedef struct Z_wasi_snapshot_preview1_instance_t {
  wasm_rt_memory_t *memory;
} Host;

enum { success = 0, badDescriptor = 8, inputOutput = 29, notSeekable = 70, characterDevice = 2 };

static u8 *at(Host *host, u32 address) { return host->memory->data + address; }

static void put32(Host *host, u32 address, u32 value) { memcpy(at(host, address), &value, sizeof value); }

u32 Z_wasi_snapshot_preview1Z_fd_write(Host *host, u32 fd, u32 vectors, u32 count, u32 result) {
  u32 total = 0;
  for (u32 i = 0; i < count; ++i) {
    u32 vector[2];
    memcpy(vector, at(host, vectors + 8 * i), sizeof vector);
    for (u32 done = 0; done < vector[1];) {
      ssize_t written = write((int)fd, at(host, vector[0] + done), vector[1] - done);
      if (written < 0)
        return inputOutput;
      done += (u32)written;
    }
    total += vector[1];
  }
  put32(host, result, total);
  return success;
}

u32 Z_wasi_snapshot_preview1Z_fd_fdstat_get(Host *host, u32 fd, u32 result) {
  if (fd > 2)
    return badDescriptor;
  memset(at(host, result), 0, 24);
  *at(host, result) = characterDevice;
  memset(at(host, result + 8), 0xff, 16);
  return success;
}

u32 Z_wasi_snapshot_preview1Z_fd_seek(Host *host, u32 fd, u64 offset, u32 whence, u32 result) {
  (void)host, (void)fd, (void)offset, (void)whence, (void)result;
  return notSeekable;
}

u32 Z_wasi_snapshot_preview1Z_fd_close(Host *host, u32 fd) {
  (void)host;
  return close((int)fd) == 0 ? success : badDescriptor;
}

u32 Z_wasi_snapshot_preview1Z_environ_sizes_get(Host *host, u32 count, u32 size) {
  put32(host, count, 0);
  put32(host, size, 0);
  return success;
}

u32 Z_wasi_snapshot_preview1Z_environ_get(Host *host, u32 pointers, u32 text) {
  (void)host, (void)pointers, (void)text;
  return success;
}

u32 Z_wasi_snapshot_preview1Z_random_get(Host *host, u32 buffer, u32 size) {
  return getrandom(at(host, buffer), size, 0) == (ssize_t)size ? success : inputOutput;
}

void Z_wasi_snapshot_preview1Z_proc_exit(Host *host, u32 status) {
  (void)host;
  exit((int)status);
}

int main(void) {
  static Z_guest_instance_t guest;
  static Host host;
  wasm_rt_init();
  Z_guest_init_module();
  host.memory = Z_guestZ_memory(&guest);
  Z_guest_instantiate(&guest, &host);
  Z_guestZ__start(&guest);
  Z_guest_free(&guest);
  wasm_rt_free();
  return 0;
}
