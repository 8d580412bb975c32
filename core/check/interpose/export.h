// How the functions that a module binds to are made visible, and how the originals behind them are reached.
#pragma once

#if defined(__EMSCRIPTEN__)
#include <emscripten/emscripten.h>
#define WEFT_EXPORT EMSCRIPTEN_KEEPALIVE
#define WEFT_SITE nullptr
#else
#define WEFT_EXPORT __attribute__((visibility("default"), used))
// Where the program calls an exported function. In wasm that can be had from a stack trace only, which takes
// too long.
#define WEFT_SITE __builtin_return_address(0)
#endif

namespace weft {

// The function of that name which ours hides; never null.
void* find_original(const char* name);

}  // namespace weft

// The hidden original of a function we define under the same name, for calls that no execution models.
#define WEFT_ORIGINAL(function)                                                             \
  ([] {                                                                                     \
    static decltype(&::function) original = nullptr;                                        \
    if (original == nullptr)                                                                \
      original = reinterpret_cast<decltype(&::function)>(::weft::find_original(#function)); \
    return original;                                                                        \
  }())

// Calls the original unless the program under test is calling; what follows then belongs to the model.
#define WEFT_UNLESS_MODELLED(function, ...)                             \
  if (!::weft::g_modelled) return WEFT_ORIGINAL(function)(__VA_ARGS__); \
  ::weft::EngineScope scope
