// From compiled modules of the library model to what hosts link or load.
#pragma once

#include "codegen/Options.h"

#include <expected>
#include <string>

namespace wasmc {

// What a library says of itself to libwasmc.
struct LibraryIdentity {
  std::string name;      // of the main module, for people
  std::string compiler;  // "wasmc 0.1.0"
};

// One relocatable object without undefined symbols: `object`, which compileLibrary has made, with rt/plugin. Of its symbols only
// wasmc_plugin is global. All others take that. The errors of all are the linker's own texts.
std::expected<std::string, std::string> linkLibrary(const std::string &object, const LibraryIdentity &identity,
                                                    const CodegenOptions &options);

// A shared object, needing no other. `note` is the contents of the section .note.wasmc.
std::expected<std::string, std::string> linkShared(const std::string &library, const std::string &note,
                                                   const CodegenOptions &options);

// The object with a name of its own in place of wasmc_plugin, so that several fit into one host, and with a note that does not
// become one of that host's.
std::string nameLibrary(const std::string &library, const std::string &symbol, const std::string &note);

// A static library with such an object as its only member.
std::expected<std::string, std::string> archive(const std::string &object, const std::string &memberName);

}  // namespace wasmc
