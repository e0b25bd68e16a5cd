// The guest code that is loaded: which plugin a code address belongs to, in signal handlers, too.
#pragma once

#include "rt/abi/Plugin.h"
#include "rt/core/Result.h"
#include "rt/host/LoadedImage.h"

namespace wasmc::rt {

// Belongs to who registers it, and does not change while it is registered.
struct LoadedCode {
  const abi::Plugin *plugin;
  LoadedImage image;  // the shared object, or program, that it is part of
};

// Whether `code` could be taken in: false where there is no memory.
[[nodiscard]] bool registerCode(const LoadedCode &code);
// Nothing of it may run any more, on any thread. False where there is no memory: then it must stay as it is, loaded.
[[nodiscard]] bool forgetCode(const LoadedCode &code);

// The plugin in whose guest code, or memory functions, the address lies; `plugin` is null where it is no guest's. A copy: of a file that
// was opened twice it may be either entry, and the other one's owner may forget it at any time. Takes no lock and waits for nobody.
LoadedCode findCode(uint64_t pc);

// The same for any code in the plugin's shared object: thunks and stubs are neither guest code nor memory functions.
LoadedCode findImage(uint64_t pc);

// The child of a fork has no other thread that could be searching.
void forgetCodeReaders();

}  // namespace wasmc::rt
