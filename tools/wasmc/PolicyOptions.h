// The policy on wasmc's command line: declared from rt/sandbox/PolicyOptions.def, checked by the parser that will read it when the
// executable starts.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace wasmc {

// What the command line said, per row of PolicyOptions.def.
struct RawPolicy {
  std::vector<std::vector<std::string>> values;  // of options that take one
  std::vector<char> flags;                       // of those that take none
};

// `raw` must live until the command line has been parsed.
void declarePolicy(CLI::App &app, RawPolicy &raw);

// What is baked into the executable: one word `--option=value` each, those of policy files last. Throws UsageError.
std::vector<std::string> policyWords(const RawPolicy &raw);

// What is wrong with words as policyWords gives them; empty: nothing.
std::string objectionToPolicy(const std::vector<std::string> &words);

// Whether code must count instructions for what the words ask.
bool givesFuel(const std::vector<std::string> &words);

// Whether the executable may ever have a directory: a sealed policy is final.
bool mayGrantDirectories(const std::vector<std::string> &words);

}  // namespace wasmc
