// From compiled modules of the library model to what hosts link, load and include.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

namespace wasmc {

// What the outputs of one library are called by: of OUTPUT, or the input, the file name without its ending.
std::string libraryName(const Options &options);

// Makes of compileLibrary's object one that is whole, which the other three take. The errors are the linker's texts.
std::expected<std::string, std::string> makeLibrary(const std::string &object, const LoadedProgram &program,
                                                    const Options &options);

std::string makeLibraryObject(const std::string &library, const LoadedProgram &program, const Options &options);
std::expected<std::string, std::string> makeStaticLibrary(const std::string &library, const LoadedProgram &program,
                                                          const Options &options);
std::expected<std::string, std::string> makeSharedLibrary(const std::string &library, const LoadedProgram &program,
                                                          const Options &options);

std::string makeLibraryHeader(const LoadedProgram &program, const Options &options);

}  // namespace wasmc
