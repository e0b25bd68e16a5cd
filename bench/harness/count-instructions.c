// A plugin of qemu-user: counts the guest's instructions, a block of them at a time, and writes the number to qemu's log (-D FILE) at
// the end.
// Source: QEMU's documentation, "QEMU TCG Plugins". Debian has no package with qemu-plugin.h, so the few functions that this takes
// are declared here, as version 1 of the interface has them.
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

typedef uint64_t PluginId;
typedef struct qemu_plugin_tb Block;
enum { addToCounter };  // the only operation that a block can do without a call

void qemu_plugin_register_vcpu_tb_trans_cb(PluginId id, void (*translated)(PluginId, Block *));
void qemu_plugin_register_atexit_cb(PluginId id, void (*ended)(PluginId, void *), void *data);
size_t qemu_plugin_tb_n_insns(const Block *block);
void qemu_plugin_register_vcpu_tb_exec_inline(Block *block, int operation, void *counter, uint64_t value);
void qemu_plugin_outs(const char *text);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

static uint64_t instructions;

static void countIn(PluginId id, Block *block) {
  (void)id;
  qemu_plugin_register_vcpu_tb_exec_inline(block, addToCounter, &instructions, qemu_plugin_tb_n_insns(block));
}

static void report(PluginId id, void *data) {
  (void)id, (void)data;
  char line[64];
  snprintf(line, sizeof line, "instructions %" PRIu64 "\n", instructions);
  qemu_plugin_outs(line);
}

__attribute__((visibility("default"))) int qemu_plugin_install(PluginId id, const void *info, int argc, char **argv) {
  (void)info, (void)argc, (void)argv;
  qemu_plugin_register_vcpu_tb_trans_cb(id, countIn);
  qemu_plugin_register_atexit_cb(id, report, NULL);
  return 0;
}
