// What the scripts of all shells are made of.
#pragma once

#include "tools/wasmc/reference/Reference.h"

namespace wasmc {

// As one word of a shell, in single quotes. A quote within is '\'' in bash and zsh, \' in fish.
std::string quoteForBash(std::string_view text);
std::string quoteForFish(std::string_view text);

// The line of an option's description that a shell shows.
std::string firstLine(const std::string &description);

// The words of all sub-commands, with `separator` between.
std::string subCommandWords(Commands commands, std::string_view separator);

// What the command's first argument is; Nothing without one.
ValueKind argumentKind(const Command &command);

}  // namespace wasmc
