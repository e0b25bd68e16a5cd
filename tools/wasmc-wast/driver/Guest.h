// The modules that the executable carries and the instances that the script makes of them.
#pragma once

#include "tools/wasmc-wast/driver/Patterns.h"

namespace wasmc::driver {

// How an attempt to run guest code ended.
struct Outcome {
  enum class Kind : uint8_t {
    Done,
    Trapped,   // text: the trap's
    Threw,     // an exception that nobody caught
    Unlinked,  // text: why the imports don't fit
    Wrong,     // text: why it could not be attempted; the script is wrong, or an earlier command has failed
  } kind = Kind::Done;
  rt::StringView text;
};

// Makes room for that many instances, of which none exists yet. Called once, before the rest.
void prepareInstances(uint32_t count);

// Instantiates a module with what the providing instances export under its imports' names. `instance`: by which number it is known
// from now on, or noInstance. `providers` has an instance or noInstance per import. Where the executable is a program its modules
// are linked already: spectest has nothing to do then, and the other module is the program.
Outcome instantiate(uint32_t module, rt::Span<const uint32_t> providers, uint32_t instance);

// Values of one call.
struct Values {
  static constexpr uint32_t capacity = 1024;
  TypedValue values[capacity];
  uint32_t count = 0;
};

// Calls an exported function. `values`: the arguments, then the results.
Outcome invoke(uint32_t instance, rt::StringView name, Values &values);

// Reads an exported global.
Outcome get(uint32_t instance, rt::StringView name, Values &result);

}  // namespace wasmc::driver
