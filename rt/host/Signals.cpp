#include "rt/host/Signals.h"

#include "rt/core/Mutex.h"
#include "rt/host/HostThread.h"
#include "rt/host/Interruption.h"
#include "rt/host/LoadedImage.h"

namespace wasmc::rt {

namespace {

WASMC_PROCESS_MUTEX Mutex preparing;
bool isPrepared = false;

Result<void> prepare() {
  findOwnImage();
  Result<void> done = prepareAttaching();
  if (done)
    done = prepareForks();
  if (done)
    done = installFaultHandlers();
  return done ? installInterruption() : done;
}

}  // namespace

Result<void> prepareSignals() {
  static constinit Result<void> answer = {};
  preparing.lock();
  if (!isPrepared)
    answer = prepare();
  isPrepared = true;
  preparing.unlock();
  return answer;
}

}  // namespace wasmc::rt
