// Included before everything else when interpose/ is compiled for wasm: what is defined there under a name of
// the C library is emitted as __wrap_NAME.
#pragma once

#define WEFT_PRAGMA(text) _Pragma(#text)
#define WRAPPED(name) WEFT_PRAGMA(redefine_extname name __wrap_##name)
#define REPLACED(name) WRAPPED(name)
#define BOUND(name) WRAPPED(name)
#include "check/interpose/wrapped_wasm.inc"
#undef BOUND
#undef REPLACED
#undef WRAPPED
#undef WEFT_PRAGMA
