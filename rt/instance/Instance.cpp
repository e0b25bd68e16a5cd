#include "rt/instance/Instance.h"

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
  for (const abi::MemoryDesc &memory : memories)
    reserveMemory(memory);
  for (const abi::ImageDesc &image : images)
    mapImage(image);
  for (const abi::MemoryDesc &memory : memories)
    openMemory(memory);  // one change of protection for mapped and empty pages alike
  for (const abi::ImageDesc &image : images)
    copyImage(image);
  for (const abi::TableDesc &table : tables)
    bringUpTable(table);
}

}  // namespace wasmc::rt
