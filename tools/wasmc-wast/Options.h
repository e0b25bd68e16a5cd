// The command line of wasmc-wast. Only Options.cpp knows how it is parsed.
#pragma once

#include "frontend/Features.h"
#include "tools/wasmc-wast/Execution.h"

#include <string>
#include <variant>
#include <vector>

namespace wasmc {

struct Options {
  std::vector<std::string> scripts;
  FeatureSet features;
  std::string extractTo;  // a folder; empty: none
  bool perFile = false;
  bool roundTrip = false;
  bool run = false;
  ExecutionOptions execution;
};

// The options, or the status to exit with when everything has been said (--help, a mistake).
std::variant<Options, int> parseOptions(int argc, char **argv);

}  // namespace wasmc
