#pragma once

#include <span>
#include <string>

namespace wasmc {

// One relocatable object of the units' ones, in their order. Symbols that are not the runtime's (wasmc_...) become local: what guests
// call their functions means nothing to other objects. Not to be used from several threads at once.
std::string joinObjects(std::span<const std::string> objects);

}  // namespace wasmc
