# Finds an Emscripten: a current one on PATH wins, else the one that tools/setup put into the cache.
# shellcheck shell=bash

WEFT_OLDEST_EMCC=3.1.69

emcc_version() { "$1" --version 2>/dev/null | sed -n '1s/^emcc.* \([0-9][0-9]*\.[0-9.]*[0-9]\).*/\1/p'; }

version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# The emcc of the person's own emsdk, if it is new enough. Debian 12's own (3.1.6) is not.
own_emcc() {
  local found version
  found=$(command -v emcc) || return 1
  case $(readlink -f "$found") in "$WEFT_TOOLCHAIN"/*) return 1 ;; esac
  version=$(emcc_version "$found")
  [ -n "$version" ] && version_at_least "$version" "$WEFT_OLDEST_EMCC" && printf '%s\n' "$found"
}

# Sets WEFT_EMSCRIPTEN (folder of emcc), WEFT_IMGUI (sources) and what emcc reads from the environment.
use_emscripten() {
  local own
  if [ -d "$WEFT_TOOLCHAIN/src/imgui" ]; then export WEFT_IMGUI="$WEFT_TOOLCHAIN/src/imgui"; fi
  if own=$(own_emcc); then
    WEFT_EMSCRIPTEN=$(dirname "$(readlink -f "$own")")
  else
    WEFT_EMSCRIPTEN=$WEFT_TOOLCHAIN/emscripten/usr/share/emscripten
    export EM_CONFIG="$WEFT_TOOLCHAIN/em_config.py"
    export EMCC_LOCAL_PORTS="sdl2=$WEFT_TOOLCHAIN/src/SDL2"
    [ -x "$WEFT_EMSCRIPTEN/emcc" ] || return 1
  fi
  export WEFT_EMSCRIPTEN PATH="$WEFT_EMSCRIPTEN:$PATH"
}
