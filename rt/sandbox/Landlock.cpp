#include "rt/sandbox/Landlock.h"

#include "rt/sys/linux/FileDescriptor.h"
#include "rt/sys/linux/landlock.h"

#include <linux/errno.h>
#include <stddef.h>

namespace wasmc::rt::sandbox {

namespace {

namespace Files = sys::LandlockFiles;

constexpr uint64_t reading = Files::readFile | Files::readDirectory;
// Nodes of all kinds: the guest has no call that makes a device, a socket or a FIFO, but may move one that is there.
constexpr uint64_t writing = Files::writeFile | Files::removeDirectory | Files::removeFile | Files::makeDirectory |
                             Files::makeFile | Files::makeLink | Files::makeSocket | Files::makeFifo | Files::makeCharacterDevice |
                             Files::makeBlockDevice | Files::refer | Files::truncate;
// Never granted. ioctl(2) on devices is left to the system call filter, which permits one command.
constexpr uint64_t never = Files::execute;

// Rename between directories was always denied by the first version, which would change what the guest can do.
constexpr int firstVersionToWrite = 2;

int ruleset = -1;
int version = 0;  // the kernel's, once there is a ruleset
uint64_t handledFiles;
bool anyTree = false;
Errno failure = {0};

uint64_t filesOfVersion() {
  uint64_t files = reading | writing | never;
  if (version < 2)
    files &= ~Files::refer;
  return version < 3 ? files & ~Files::truncate : files;
}

// What each version knows: landlock(7), VERSIONS.
Result<int> createRuleset() {
  handledFiles = filesOfVersion();
  sys::LandlockRuleset wanted = {
      .files = handledFiles,
      .network = sys::LandlockNetwork::bindTcp | sys::LandlockNetwork::connectTcp,
      .scopes = sys::LandlockScopes::abstractUnixSocket | sys::LandlockScopes::signal,
  };
  size_t size = version >= 6   ? sizeof wanted
                : version >= 4 ? offsetof(sys::LandlockRuleset, scopes)
                               : offsetof(sys::LandlockRuleset, network);
  return sys::createLandlockRuleset(wanted, size);
}

Result<void> openRuleset() {
  if (ruleset >= 0)
    return {};
  Result<int> known = sys::landlockVersion();
  if (!known)
    return known.errorNumber();
  version = *known;
  Result<int> created = createRuleset();
  if (!created)
    return created.errorNumber();
  ruleset = *created;
  return {};
}

Result<void> permit(int directory, bool readOnly) {
  if (Result<void> done = openRuleset(); !done)
    return done;
  if (!readOnly && version < firstVersionToWrite)
    return Errno{EOPNOTSUPP};
  sys::LandlockTree tree = {.permitted = handledFiles & (readOnly ? reading : reading | writing), .directory = directory};
  return sys::permitLandlockTree(ruleset, tree);
}

}  // namespace

void addTree(int directory, bool readOnly) {
  anyTree = true;
  if (failure.code != 0)
    return;
  if (Result<void> done = permit(directory, readOnly); !done)
    failure = done.errorNumber();
}

bool hasTrees() { return anyTree; }

Result<void> enforceTrees() {
  if (failure.code == 0 && ruleset < 0)
    if (Result<void> done = openRuleset(); !done)
      failure = done.errorNumber();
  sys::FileDescriptor closed(ruleset);
  ruleset = -1;
  if (failure.code != 0)
    return failure;
  return sys::enforceLandlock(closed.get());
}

}  // namespace wasmc::rt::sandbox
