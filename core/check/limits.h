// Sizes of one checked execution. 64-bit machines reserve address space generously (pages cost nothing until
// they are touched); 32-bit wasm memory is small.
#pragma once

#include <cstddef>
#include <cstdint>

namespace weft {

inline constexpr bool kWideAddresses = sizeof(void*) == 8;

inline constexpr std::uint32_t kMaxAgents = kWideAddresses ? 256 : 64;
// Stack and heap of an agent; the first one's are larger where memory is small, as most data are main's.
inline constexpr std::size_t kStackBytes = kWideAddresses ? (8u << 20) : (128u << 10);
inline constexpr std::size_t kSliceBytes = kWideAddresses ? (256u << 20) : (2u << 20);
inline constexpr std::size_t kFirstSliceBytes = kWideAddresses ? kSliceBytes : (32u << 20);
inline constexpr std::size_t kGuardBytes = 16u << 10;  // below each stack

inline constexpr std::uint32_t kMaxEarlyTimeouts =
    2;  // an execution: timed waits that give up though others can run
inline constexpr std::uint32_t kMaxSpuriousWakeups = 1;  // an execution
inline constexpr std::uint32_t kSpinRereads = 24;        // of one store, before a spin loop is assumed
inline constexpr std::uint32_t kMaxUnfairSteps = 1'000;  // of one agent in a row while others could run
inline constexpr std::uint32_t kMaxPlainRun = 200'000;   // plain accesses between two choice points
inline constexpr std::uint32_t kMaxInputs = 100;   // of an execution that are a choice; then always the first
inline constexpr std::uint32_t kInputSamples = 8;  // of a type with too many values to try all,
inline constexpr std::uint32_t kMoreInputSamples = 32;  // and where the search is at random
// Without a timer that interrupts (wasm): an execution looks at the clock itself, every so many operations.
inline constexpr bool kTimerInterrupts = kWideAddresses;
inline constexpr std::uint32_t kOperationsALook = 1u << 14;
inline constexpr int kOverdueSeconds = 3;  // an execution that takes longer has no end
inline constexpr std::uint32_t kMaxRecordedEvents = 20'000;

}  // namespace weft
