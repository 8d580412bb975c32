# Configures and builds a CMake preset; the build's own output goes to a log, of which faults and warnings are shown.
# shellcheck shell=bash

# build_preset PRESET FOLDER WHAT [TARGET...]
build_preset() {
  local preset=$1 folder=$2 what=$3 log=$WEFT_LOG/build-$1.log targets=()
  shift 3
  [ $# -eq 0 ] || targets=(--target "$@")
  configure_preset "$preset" "$folder" "$what" || return 1
  say "building $what"
  if cmake --build "$folder" -j "$WEFT_JOBS" "${targets[@]}" >"$log" 2>&1; then
    grep -E 'warning:' "$log" | grep -v -- '-Wexperimental' | head -n 20 || true
    return 0
  fi
  grep -E -A 12 'error:|FAILED:|undefined symbol|CMake Error' "$log" | head -n 60 | sed 's/^/        | /' >&2
  say "building $what failed; all of its output is in $log" >&2
  return 1
}

# Ninja reruns CMake itself when a CMakeLists.txt changes; a preset it knows nothing about.
configure_preset() {
  local preset=$1 folder=$2 what=$3
  mkdir -p "$WEFT_LOG"
  if [ -e "$folder/build.ninja" ] && [ "$folder/CMakeCache.txt" -nt CMakePresets.json ]; then return 0; fi
  say "configuring $what"
  quietly "$WEFT_LOG/configure-$preset.log" cmake --preset "$preset" || return 1
  touch "$folder/CMakeCache.txt"
}
