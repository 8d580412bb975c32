// What a sanitizer that the tests are built with takes from them.
#pragma once

namespace weft {

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define WEFT_TEST_THREAD_SANITIZER 1
#endif
#if __has_feature(address_sanitizer)
#define WEFT_TEST_ADDRESS_SANITIZER 1
#endif
#endif

// ThreadSanitizer's: Weft cannot know that it wakes nobody, so no deadlock is certain.
#if defined(WEFT_TEST_THREAD_SANITIZER)
inline constexpr bool kHasUnknownKernelThread = true;
#else
inline constexpr bool kHasUnknownKernelThread = false;
#endif

// Handles faults itself, and ends the process in its own way.
#if defined(WEFT_TEST_THREAD_SANITIZER) || defined(WEFT_TEST_ADDRESS_SANITIZER)
inline constexpr bool kHandlesFaults = true;
#else
inline constexpr bool kHandlesFaults = false;
#endif

}  // namespace weft
