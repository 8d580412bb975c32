# An Emscripten toolchain without emsdk: Debian 13's package (its system libraries come prebuilt, threads and
# PIC included) run by this machine's clang-19, with binaryen from npm. Sources of SDL2 and Dear ImGui from the
# same archive. Everything lands in $WEFT_TOOLCHAIN; nothing of the system is touched.
# shellcheck shell=bash

install_emscripten() {
  local own sdl2_stamp
  if own=$(own_emcc); then
    say "using emcc $(emcc_version "$own") of $(dirname "$own")"
    # A machine without Debian's archive can still have an emsdk; CMake then fetches Dear ImGui by itself.
    have_stamp imgui || (unpack_source imgui imgui) || say "going on without: CMake will fetch Dear ImGui"
  else
    have_stamp emscripten || unpack_emscripten
    npm_install_locked "$WEFT_ROOT/tools/emscripten" "$WEFT_TOOLCHAIN/npm" "binaryen and acorn for Emscripten"
    write_emscripten_config
    have_stamp SDL2 || unpack_source libsdl2 SDL2
    have_stamp imgui || unpack_source imgui imgui
  fi
  use_emscripten || stop_with "no emcc after installing it" "$WEFT_EMSCRIPTEN/emcc is missing" "rm -rf $WEFT_TOOLCHAIN and rerun"
  sdl2_stamp=sdl2-library-$(cksum <<<"$WEFT_EMSCRIPTEN" | cut -d ' ' -f 1)
  have_stamp "$sdl2_stamp" || build_sdl2
}

have_stamp() { [ -e "$WEFT_TOOLCHAIN/stamps/$1" ]; }
stamp() { mkdir -p "$WEFT_TOOLCHAIN/stamps" && touch "$WEFT_TOOLCHAIN/stamps/$1"; }

unpack_emscripten() {
  say "downloading Emscripten from Debian 13's archive (240 MB, 1.6 GB unpacked)"
  from_debian_13 download emscripten
  say "unpacking Emscripten"
  rm -rf "$WEFT_TOOLCHAIN/emscripten.part" "$WEFT_TOOLCHAIN/emscripten"
  dpkg -x "$WEFT_TOOLCHAIN"/apt/emscripten_*.deb "$WEFT_TOOLCHAIN/emscripten.part" ||
    stop_with "cannot unpack Emscripten" "dpkg -x failed; is the disk full?" "free 2 GB under $WEFT_CACHE and rerun"
  mv "$WEFT_TOOLCHAIN/emscripten.part" "$WEFT_TOOLCHAIN/emscripten"
  rm -f "$WEFT_TOOLCHAIN"/apt/emscripten_*.deb
  stamp emscripten
}

# unpack_source DEBIAN_NAME FOLDER
unpack_source() {
  local part=$WEFT_TOOLCHAIN/src/$2.part
  say "downloading the sources of $2"
  from_debian_13 source --download-only "$1"
  rm -rf "$part" "$WEFT_TOOLCHAIN/src/$2"
  mkdir -p "$part"
  tar -xf "$(newest "$WEFT_TOOLCHAIN/apt/$1"_*.orig.tar.*)" -C "$part" --strip-components=1 ||
    stop_with "cannot unpack $2" "tar failed" "rm -r $WEFT_TOOLCHAIN/apt and rerun"
  # Holds links that lead nowhere, which emcc's copy of a local port stumbles over.
  rm -rf "$part/android-project-ant"
  mv "$part" "$WEFT_TOOLCHAIN/src/$2"
  stamp "$2"
}

newest() { printf '%s\n' "$@" | grep -v '\.asc$' | sort -V | tail -n 1; }

write_emscripten_config() {
  local home=$WEFT_TOOLCHAIN/emscripten/usr/share/emscripten config
  # A relative link: the cache may be moved as a whole.
  [ -e "$home/node_modules/acorn" ] || ln -sfn ../../../../npm/node_modules "$home/node_modules"
  config="LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$WEFT_TOOLCHAIN/npm/node_modules/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$home/cache'"
  [ "$(cat "$WEFT_TOOLCHAIN/em_config.py" 2>/dev/null)" = "$config" ] || printf '%s\n' "$config" >"$WEFT_TOOLCHAIN/em_config.py"
}

build_sdl2() {
  say "building SDL2 for wasm"
  quietly "$WEFT_LOG/sdl2.log" "$WEFT_EMSCRIPTEN/embuilder" build sdl2 ||
    stop_with "SDL2 does not build for wasm" "see $WEFT_LOG/sdl2.log" "rerun; with an own emsdk it needs the network"
  stamp "$sdl2_stamp"
}
