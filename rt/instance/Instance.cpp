#include "rt/instance/Instance.h"

#include "rt/core/Message.h"
#include "rt/core/Span.h"
#include "rt/memory/Image.h"
#include "rt/memory/Memory.h"
#include "rt/tables/Table.h"
#include "rt/traps/GuardedMemories.h"

namespace wasmc::rt {

void bringUpInstance(const abi::Program &program) {
  Span memories(program.memories, program.memoryCount);
  Span images(program.images, program.imageCount);
  Span tables(program.tables, program.tableCount);

  static constinit GuardedMemories guarded = {};
  guarded.memories = memories;
  registerMemories(guarded);
  ErrorText error;
  for (const abi::MemoryDesc &memory : memories)
    if (uint64_t reserved; !reserveMemory(memory, nullptr, reserved, error))
      fatalError(error);
  for (const abi::ImageDesc &image : images)
    mapImage(image);
  for (const abi::MemoryDesc &memory : memories)
    if (!openMemory(memory, error))  // one change of protection for mapped and empty pages alike
      fatalError(error);
  for (const abi::ImageDesc &image : images)
    copyImage(image);
  for (const abi::TableDesc &table : tables)
    if (!bringUpTable(table, tableLimit(), error))
      fatalError(error);
}

}  // namespace wasmc::rt
