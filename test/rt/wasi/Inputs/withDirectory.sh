#!/usr/bin/env bash
# withDirectory.sh DIRECTORY[:ro] COMMAND...: runs COMMAND with DIRECTORY, made anew, granted as "/". It holds a file `inside` and a
# directory `sub` with a file `below`. POLICY: further options.
set -euo pipefail
d=${1%:ro} suffix=${1#"${1%:ro}"}
shift
rm -rf "$d"
mkdir -p "$d/sub"
echo inside > "$d/inside"
echo below > "$d/sub/below"
WASMC_OPTS="--dir '$d::/$suffix' ${POLICY:-}" exec "$@"
