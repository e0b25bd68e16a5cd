// Output that appears whole or not at all: written beside its place and renamed.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace wasmc {

// "-" is standard output. The error is a sentence without the file's name.
std::expected<void, std::string> writeOutput(const std::string &path, std::string_view contents, bool executable);

// A file's whole contents.
std::expected<std::string, std::string> readFile(const std::string &path);

}  // namespace wasmc
