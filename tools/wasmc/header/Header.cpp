// The order of the header's parts; each writes C around the names and types of the Interface.
#include "tools/wasmc/header/Header.h"

#include "tools/wasmc/header/Parts.h"
#include "tools/wasmc/header/Text.h"

#include <llvm/ADT/StringRef.h>

namespace wasmc {
namespace {

constexpr std::string_view beginning =
    R"(/* The WebAssembly module @file@ inside another program, in a sandbox: what it exports and imports as functions of C.
   Written by wasmc; used with libwasmc (wasmc.h says more of everything).

     wasmc_error *error = NULL;
     @p@ *instance = @p@_new(NULL, NULL, &error);

   Functions answer null, or an error that the caller deletes (wasmc_error_delete): the guest's traps are such errors. Results are
   left where the last parameters point to, unless those are null. An instance is for one thread at a time. */
#ifndef WASMC_HEADER_@p@
#define WASMC_HEADER_@p@

#include <wasmc/wasmc.h>

#include <stdlib.h>
#include <string.h>
#ifdef __cplusplus
#include <wasmc/wasmc.hpp>

#include <array>
#include <tuple>
#include <utility>
#endif
)";

constexpr std::string_view shared = R"(
/* The module is no part of the program: @p@_open loads it. */
#define @U@_SHARED
)";

constexpr std::string_view declarations = R"(
#ifdef __cplusplus
extern "C" {
#endif

/* An instance of the module: its memory, tables and globals are its own. */
typedef struct @p@ @p@;

#ifndef @U@_SHARED
/* The module, where it is linked into the program. Define @U@_SHARED before this file is included if it is not. */
extern const struct wasmc_plugin @p@_plugin;
#endif
)";

constexpr std::string_view end = R"(
#endif /* WASMC_HEADER_@p@ */
)";

}  // namespace

std::string makeHeader(const HeaderInput &input) {
  Interface interface = describeInterface(input.modules, input.prefix);
  std::string upper = llvm::StringRef(input.prefix).upper(), file = quoted(input.fileName);
  auto fill = [&](std::string_view text) { return fillIn(text, {{"p", input.prefix}, {"U", upper}, {"file", file}}); };
  std::string header = fill(beginning);
  if (!input.isLinked)
    header += fill(shared);
  header += fill(declarations);
  header += importDeclarations(interface, input.prefix);
  header += instancePart(interface, input.prefix);
  header += exportFunctions(interface, input.prefix);
  header += "\n#ifdef __cplusplus\n} /* extern \"C\" */\n" + cppPart(interface, input.prefix) + "#endif /* __cplusplus */\n";
  return header + fill(end);
}

}  // namespace wasmc
