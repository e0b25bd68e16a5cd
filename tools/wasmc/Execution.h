// From wasmc's process to a compiled program's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wasmc {

// Becomes the program, with this process's environment and open files; `arguments` begin with the name that it sees for itself. It is
// executed from `path`, or where that is empty or can't be executed (a file system mounted noexec) from memory. Returns only on
// failure, with a sentence.
std::string execute(std::string_view executable, const std::string &path, const std::vector<std::string> &arguments);

}  // namespace wasmc
