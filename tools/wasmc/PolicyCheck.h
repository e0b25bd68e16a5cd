// Checks policy options with the parser that will read them when the executable starts.
#pragma once

#include <string>
#include <vector>

namespace wasmc {

// What is wrong with the words; empty: nothing.
std::string checkPolicy(const std::vector<std::string> &words);

}  // namespace wasmc
