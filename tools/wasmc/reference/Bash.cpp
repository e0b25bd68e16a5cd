#include "tools/wasmc/reference/Words.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

using Option = Command::Option;

const char *kindWord(ValueKind kind) {
  switch (kind) {
  case ValueKind::Nothing: return "text";
  case ValueKind::Words: return "words";
  case ValueKind::WordList: return "list";
  case ValueKind::File: return "file";
  case ValueKind::Module: return "module";
  case ValueKind::Folder: return "folder";
  case ValueKind::NamedFile: return "named-file";
  }
  return "";
}

// A function on all commands and their options, of which the rest of the script needs nothing else.
constexpr const char *table = R"(# Completion of wasmc's command line for bash, made from its options.

# What is known of a command: its options; what its argument is.
_wasmc_command() {{
  case $1 in
{}  esac
}}

# The value of an option: what kind it is, and which words it can be. The kind is empty of what takes no value.
_wasmc_value() {{
  kind= words=
  case "$1 $2" in
{}  esac
}}
)";

constexpr const char *functions = R"(
# The files and folders that a value of this kind can be, one a line.
_wasmc_files() {
  case $1 in
    file) compgen -f -- "$2" ;;
    folder) compgen -d -- "$2" ;;
    module)
      compgen -d -- "$2"
      compgen -f -X '!*.wasm' -- "$2"
      compgen -f -X '!*.wat' -- "$2"
      ;;
  esac
}

# Sets candidates to what the value can be, from its kind and words. What is there already of a list stays.
_wasmc_candidates() {
  local value=$1
  case $kind in
    words) candidates=($words) ;;
    list)
      prefix+=${value%"${value##*,}"}
      candidates=($words)
      ;;
    named-file)
      [[ $value == *=* ]] || return
      prefix+=${value%%=*}=
      kind=file value=${value#*=}
      ;;&
    *file | folder | module)
      mapfile -t candidates < <(_wasmc_files "$kind" "$value" | sort -u)
      compopt -o filenames
      ;;
  esac
}

# Bash takes = and : for ends of words, too: sets word to all that belongs together, and previous to the word before.
_wasmc_words() {
  local i=$COMP_CWORD
  word=${COMP_WORDS[i]}
  while ((i > 1)) && [[ ${COMP_WORDS[i]} == [=:]* || ${COMP_WORDS[i - 1]} == *[=:] ]]; do
    word=${COMP_WORDS[--i]}$word
  done
  previous=${COMP_WORDS[i - 1]}
}

_wasmc() {
  local word previous kind words options argument prefix='' typed=${COMP_WORDS[COMP_CWORD]} candidates=() candidate command=wasmc
  _wasmc_words
  ((COMP_CWORD > 1)) && [[ " $_wasmc_commands " == *" ${COMP_WORDS[1]} "* ]] && command="wasmc ${COMP_WORDS[1]}"
  _wasmc_command "$command"
  if [[ $word == --*=* ]]; then
    prefix=${word%%=*}=
    _wasmc_value "$command" "${word%%=*}"
  elif [[ $word == -[!-]* ]] && _wasmc_value "$command" "${word:0:2}" && [[ $kind == words ]]; then
    prefix=${word:0:2}
  else
    _wasmc_value "$command" "$previous"
  fi
  if [[ -n $kind ]]; then
    _wasmc_candidates "${word#"$prefix"}"
  elif [[ $word == -* ]]; then
    candidates=($options)
  else
    kind=$argument
    _wasmc_candidates "$word"
    ((COMP_CWORD == 1)) && candidates+=($_wasmc_commands)
  fi

  # Bash replaces what it takes for the word.
  local kept=${word%"$typed"}
  [[ $typed == [=:]* ]] && kept=$word
  COMPREPLY=()
  for candidate in "${candidates[@]}"; do
    candidate=$prefix$candidate
    [[ $candidate == "$word"* ]] && COMPREPLY+=("${candidate#"$kept"}")
  done
  [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == --*= ]] && compopt -o nospace
  [[ ${#COMPREPLY[@]} == 0 && $kind == module ]] && compopt -o default
  return 0
}

complete -F _wasmc wasmc
)";

// The names, those of long options with a value with the = that a value follows.
std::string optionWords(const Command &command) {
  std::vector<std::string> words;
  for (const Option &option : command.options)
    for (const std::string &name : option.names)
      words.push_back(option.value.empty() || !name.starts_with("--") ? name : name + "=");
  return llvm::join(words, " ");
}

std::string valueCases(const Command &command) {
  std::string text;
  for (const Option &option : command.options) {
    if (option.value.empty())
      continue;
    std::vector<std::string> patterns;
    for (const std::string &name : option.names)
      patterns.push_back(quoteForBash(command.name + " " + name));
    text += fmt::format("    {}) kind={}", llvm::join(patterns, " | "), kindWord(option.kind));
    text += option.words.empty() ? "" : " words=" + quoteForBash(llvm::join(option.words, " "));
    text += " ;;\n";
  }
  return text;
}

}  // namespace

std::string bashCompletion(Commands commands) {
  std::string commandCases, values;
  for (const Command &command : commands) {
    commandCases += fmt::format("    {}) options={} argument={} ;;\n", quoteForBash(command.name),
                                quoteForBash(optionWords(command)), kindWord(argumentKind(command)));
    values += valueCases(command);
  }
  return fmt::format(table, commandCases, values) +
         fmt::format("\n_wasmc_commands={}\n", quoteForBash(subCommandWords(commands, " "))) + functions;
}

}  // namespace wasmc
