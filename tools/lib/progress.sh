# Says what a tool is doing and for how long it has run, and how a failed step explains itself.
# A tool started by another one goes on with the caller's clock (WEFT_STARTED).
# shellcheck shell=bash

WEFT_STARTED=${WEFT_STARTED:-$(date +%s)}
export WEFT_STARTED

elapsed() {
  local seconds=$(($(date +%s) - WEFT_STARTED))
  printf '%02d:%02d' $((seconds / 60)) $((seconds % 60))
}

say() { printf '[%s] %s\n' "$(elapsed)" "$*"; }

# stop_with WHAT WHY REMEDY: the three things a person needs to go on, then exit.
stop_with() {
  {
    printf '[%s] error: %s\n' "$(elapsed)" "$1"
    printf '        why:    %s\n' "$2"
    printf '        remedy: %s\n' "$3"
  } >&2
  exit 1
}

# quietly LOG COMMAND...: the command's output goes to LOG; its last lines are shown only when it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if "$@" >"$log" 2>&1; then return 0; fi
  tail -n 15 "$log" | sed 's/^/        | /' >&2
  return 1
}
