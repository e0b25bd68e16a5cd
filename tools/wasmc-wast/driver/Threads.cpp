#include "tools/wasmc-wast/driver/Threads.h"

#include "rt/core/Allocator.h"
#include "rt/core/Message.h"
#include "rt/threads/Thread.h"
#include "tools/wasmc-wast/driver/Script.h"

namespace wasmc::driver {

using namespace rt;

namespace {

struct ScriptThread {
  Thread *thread;  // null: not started, or waited for
  Span<const uint8_t> commands;
};

// Only the first thread's commands can start and wait for others.
Span<ScriptThread> threads;

}  // namespace

void prepareThreads(uint32_t count) {
  threads = {allocateArray<ScriptThread>(count), count};
  if (!threads.data())
    fatalError("no memory for ", Decimal(count), " threads");
}

void startCommands(uint32_t number, Span<const uint8_t> commands) {
  if (number >= threads.size() || threads[number].thread)
    internalError("the script starts an unknown thread, or one that runs");
  ScriptThread &thread = threads[number];
  thread.commands = commands;
  auto run = [](void *data) { runCommands(static_cast<ScriptThread *>(data)->commands); };
  Result<Thread *> started = startThread(run, &thread);
  if (!started)
    fatalError("cannot start a thread");
  thread.thread = *started;
}

void waitForCommands(uint32_t number) {
  if (number >= threads.size() || !threads[number].thread)
    internalError("the script waits for a thread that does not run");
  joinThread(threads[number].thread);
  threads[number].thread = nullptr;
}

}  // namespace wasmc::driver
