// Values of an option that are worth offering to whoever types, where others are accepted, too. Needs CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace wasmc {

inline constexpr const char *suggestionsPrefix = "suggested:";

// A check that accepts everything and that --help does not show. `words`: with commas between.
inline CLI::Validator suggest(const std::string &words) {
  return CLI::Validator([](const std::string &) { return std::string(); }, /*description=*/"", suggestionsPrefix + words);
}

// What `check` suggests, empty if it is another one.
inline std::string suggestions(const CLI::Validator &check) {
  const std::string &name = check.get_name();
  return name.starts_with(suggestionsPrefix) ? name.substr(std::string(suggestionsPrefix).size()) : "";
}

}  // namespace wasmc
