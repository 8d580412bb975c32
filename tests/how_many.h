// How many of something a test asks for in this build, and what it can expect. Where a fiber that waits keeps
// a kernel thread (wasm), there cannot be as many of them.
#pragma once

namespace weft {

#ifdef __EMSCRIPTEN__
inline constexpr bool kStackUseIsKnown = false;
#else
inline constexpr bool kStackUseIsKnown = true;
#endif

#ifdef WEFT_STACKS_ARE_THREADS
inline constexpr int kSomeWorkers = 3, kManyWorkers = 6;
inline constexpr int kManyFibers = 16;  // that wait at the same time
inline constexpr int kTreeDepth = 4;    // of fibers that wait for two children each
#else
inline constexpr int kSomeWorkers = 8, kManyWorkers = 64;
inline constexpr int kManyFibers = 100;
inline constexpr int kTreeDepth = 8;
#endif

}  // namespace weft
