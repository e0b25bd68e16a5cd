#include "rt/instance/Snapshot.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/core/Mutex.h"
#include "rt/instance/InstanceArrays.h"
#include "rt/memory/Memory.h"
#include "rt/sys/linux/memfdCreate.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/write.h"

namespace wasmc::rt {

namespace {

// Of a memory's contents: looking for its end reads all pages.
constexpr uint64_t mostContents = uint64_t{16} << 20;

constexpr uint64_t granularity = abi::wasmPageSize;  // a multiple of every supported kernel's page

WASMC_PROCESS_MUTEX Mutex mutex;

uint64_t endOfContents(const abi::Memory &memory) {
  uint64_t end = memory.size;
  while (end != 0 && memory.base[end - 1] == 0)
    --end;
  uint64_t rounded = (end + granularity - 1) & ~(granularity - 1);
  return rounded;
}

bool writeAll(int fd, const uint8_t *bytes, uint64_t size) {
  for (uint64_t done = 0; done < size;) {
    Result<size_t> written = sys::pwrite(fd, bytes + done, size - done, done);
    if (!written)
      return false;
    done += *written;
  }
  return true;
}

}  // namespace

struct MemoryImages::File {
  File *next;
  uint64_t module, number, size;
  int fd;
  const uint8_t *view;
};

namespace {

using sys::FileDescriptor;

// A file with these contents, and a view of it.
Result<const uint8_t *> makeFile(FileDescriptor &file, const uint8_t *bytes, uint64_t size) {
  Result<int> fd = sys::memfdCreate("wasmc");
  if (!fd)
    return fd.errorNumber();
  file.reset(*fd);
  if (!writeAll(*fd, bytes, size))
    return Errno{ENOMEM};
  Result<void *> view = sys::mmap(nullptr, size, PROT_READ, MAP_SHARED, *fd);
  if (!view)
    return view.errorNumber();
  return static_cast<const uint8_t *>(*view);
}

}  // namespace

MemoryImages::File *MemoryImages::find(uint64_t module, uint64_t number) const {
  File *file = files;
  while (file && (file->module != module || file->number != number))
    file = file->next;
  return file;
}

bool MemoryImages::map(uint64_t module, uint64_t number, abi::Memory &memory, uint64_t size, Span<const uint8_t> &view) {
  Lock lock(mutex);
  File *file = find(module, number);
  if (!file) {
    Result<void *> record = sys::mmap(nullptr, sizeof(File), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
    if (!record)
      return false;
    FileDescriptor descriptor;
    Result<const uint8_t *> bytes = makeFile(descriptor, memory.base, size);
    if (!bytes) {
      (void)sys::munmap(*record, sizeof(File));
      return false;
    }
    file = static_cast<File *>(*record);
    *file = {files, module, number, size, descriptor.release(), *bytes};
    files = file;
  } else if (file->size != size || memcmp(file->view, memory.base, size) != 0) {
    return false;
  }
  view = {file->view, size};
  return sys::mmap(memory.base, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, file->fd).ok();
}

bool MemoryImages::unmap(uint64_t module, uint64_t number, abi::Memory &memory) {
  Lock lock(mutex);
  const File &file = *find(module, number);
  constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;
  if (!sys::mmap(memory.base, file.size, PROT_READ | PROT_WRITE, flags))
    return false;
  memcpy(memory.base, file.view, file.size);
  return true;
}

void MemoryImages::close() {
  while (File *file = files) {
    files = file->next;
    (void)sys::munmap(const_cast<uint8_t *>(file->view), file->size);
    (void)sys::close(file->fd);
    (void)sys::munmap(file, sizeof(File));
  }
}

namespace {

uint64_t elementBytes(const abi::Table &table) { return table.size * sizeof *table.elements; }

uint64_t sizeFor(abi::Instance &instance) {
  uint64_t size = instance.module->instanceSize;
  for (const abi::Table &table : tablesOf(instance))
    size += elementBytes(table);
  return size;
}

}  // namespace

bool Snapshot::isPossible(abi::Instance &instance) {
  if (instance.module->rootsOffset)
    return false;
  for (const abi::Memory &memory : memoriesOf(instance))
    if (memory.size > mostContents)
      return false;
  return true;
}

bool Snapshot::take(abi::Instance &instance, uint64_t module, MemoryImages &images, Snapshot *&snapshot) {
  snapshot = nullptr;
  Span<abi::Memory> memories = memoriesOf(instance);
  uint64_t size = sizeof(Snapshot) + memories.size() * sizeof(Contents) + sizeFor(instance);
  Result<void *> mapping = sys::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!mapping)
    return true;
  auto *taken = static_cast<Snapshot *>(*mapping);
  taken->size = size;
  for (uint64_t &i = taken->mappedCount; i < memories.size(); ++i) {
    uint64_t end = endOfContents(memories[i]);
    if (end != 0 && !images.map(module, i, memories[i], end, taken->contents()[i]))
      return taken->undo(instance, module, images);
  }
  auto *at = reinterpret_cast<uint8_t *>(taken->contents() + memories.size());
  memcpy(at, &instance, instance.module->instanceSize);
  at += instance.module->instanceSize;
  for (const abi::Table &table : tablesOf(instance)) {
    memcpy(at, table.elements, elementBytes(table));
    at += elementBytes(table);
  }
  snapshot = taken;
  return true;
}

bool Snapshot::undo(abi::Instance &instance, uint64_t module, MemoryImages &images) {
  Span<abi::Memory> memories = memoriesOf(instance);
  bool isDone = true;
  for (uint64_t i = 0; i < mappedCount; ++i)
    isDone &= endOfContents(memories[i]) == 0 || images.unmap(module, i, memories[i]);
  destroy();
  return isDone;
}

// Memories first: what the instance says of them is what is there.
bool Snapshot::restore(abi::Instance &instance) const {
  const abi::ModuleDesc &module = *instance.module;
  auto *bytes = reinterpret_cast<const uint8_t *>(contents() + module.memoryCount);
  auto *memories = reinterpret_cast<const abi::Memory *>(bytes + module.memoriesOffset);
  auto *tables = reinterpret_cast<const abi::Table *>(bytes + module.tablesOffset);
  for (uint64_t i = 0; i < module.memoryCount; ++i)
    if (!resetMemory(memoriesOf(instance)[i], memories[i].size, module.memories[i].reservation != 0, contents()[i]))
      return false;
  const uint8_t *elements = bytes + module.instanceSize;
  for (uint64_t i = 0; i < module.tableCount; ++i) {
    const abi::Table &now = tablesOf(instance)[i];
    memcpy(now.elements, elements, elementBytes(tables[i]));
    for (uint64_t n = tables[i].size; n < now.size; ++n)
      now.elements[n] = nullptr;
    elements += elementBytes(tables[i]);
  }
  memcpy(&instance, bytes, module.instanceSize);
  return true;
}

void Snapshot::destroy() { (void)sys::munmap(this, size); }

}  // namespace wasmc::rt
