#pragma once

#include <expected>
#include <span>
#include <string>

namespace wasmc {

// One relocatable object of the units' ones, in their order; of a single one: that. Else symbols that are not the runtime's (wasmc_...) become local: what guests
// call their functions means nothing to other objects. The error is the linker's own text, or that no temporary file can be written.
// Not to be used from several threads at once.
std::expected<std::string, std::string> joinObjects(std::span<const std::string> objects);

}  // namespace wasmc
