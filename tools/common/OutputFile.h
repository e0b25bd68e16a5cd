// Output that appears whole or not at all: written beside its place and renamed.
#pragma once

#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>

namespace wasmc {

// "-" is standard output. The error is a sentence without the file's name.
std::expected<void, std::string> writeOutput(const std::string &path, std::string_view contents, bool executable);

// A regular file of these pieces, with these permission bits less the umask's. The error is a sentence without the file's name.
std::expected<void, std::string> replaceFile(const std::string &path, std::initializer_list<std::string_view> pieces,
                                             unsigned mode);

// A file's whole contents.
std::expected<std::string, std::string> readFile(const std::string &path);

}  // namespace wasmc
