// Texts made of the commands: parts of the manual page, and completion for shells.
#pragma once

#include "tools/wasmc/reference/Command.h"

#include <span>

namespace wasmc {

// `commands`: wasmc itself first, then its sub-commands.
using Commands = std::span<const Command>;

// For tools/package/wasmc.1.in, in roff's macros for manual pages: how each command is written; the options of wasmc itself, a
// subsection for each group; a subsection for each sub-command.
std::string manualSynopsis(Commands commands);
std::string manualOptions(Commands commands);
std::string manualCommands(Commands commands);

// Scripts that a shell reads by itself when the word wasmc is completed for the first time.
std::string bashCompletion(Commands commands);
std::string zshCompletion(Commands commands);
std::string fishCompletion(Commands commands);

}  // namespace wasmc
