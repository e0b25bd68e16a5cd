#!/usr/bin/env bash
# withTwoDirectories.sh DIRECTORY COMMAND...: runs COMMAND with DIRECTORY/w, made anew, granted as "/w", and DIRECTORY/r granted as "/r",
# read-only. Each holds a file `letter` with the directory's letter. Nothing else may be in /r afterwards.
set -euo pipefail
d=$1
shift
rm -rf "$d"
mkdir -p "$d/w" "$d/r"
echo w > "$d/w/letter"
echo r > "$d/r/letter"
WASMC_OPTS="--dir '$d/w::/w' --dir '$d/r::/r:ro'" "$@"
test "$(ls "$d/r")" = letter
