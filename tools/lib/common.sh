# shellcheck shell=bash
# Messages and small helpers shared by everything in tools/. Sourced, never run.

set -euo pipefail

INKLING_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export INKLING_ROOT

say() { printf '\n==> %s\n' "$*"; }
note() { printf '    %s\n' "$*"; }
die() {
  printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# usage: prints the comment block at the top of the calling script, without its '#'.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }

have() { command -v "$1" >/dev/null 2>&1; }

# as_root CMD…: with sudo where we are not root. Ask can_be_root first.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
can_be_root() { [ "$(id -u)" = 0 ] || have sudo; }

# A folder for things worth keeping between runs, writable even where the home folder is not.
cache_folder() {
  local folder=${INKLING_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/inkling}
  mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || folder=$INKLING_ROOT/build/cache
  mkdir -p "$folder"
  printf '%s\n' "$folder"
}
