// What read-modify-writes make of a value. Values travel as 64 bits; those of 16 bytes as a number that
// stands for them, equal for equal values, and good for the life of the process. Threads: one at a time.
#pragma once

#include <cstdint>
#include <cstring>

#include "check/graph/access.h"

namespace weft {

__extension__ using WideValue = unsigned __int128;

std::uint64_t number_of(WideValue value);
WideValue wide_value(std::uint64_t number);

// As it lies in memory, and back.
inline constexpr std::uint32_t kWideBytes = sizeof(WideValue);

inline std::uint64_t read_atomic(std::uintptr_t address, std::uint32_t bytes) {
  const void* const at = reinterpret_cast<const void*>(address);
  const auto read = [at](auto value) {
    std::memcpy(&value, at, sizeof value);
    return value;
  };
  switch (bytes) {
    case 1:
      return read(std::uint8_t{});
    case 2:
      return read(std::uint16_t{});
    case 4:
      return read(std::uint32_t{});
    case kWideBytes:
      return number_of(read(WideValue{}));
    default:
      return read(std::uint64_t{});
  }
}

inline void write_atomic(std::uintptr_t address, std::uint32_t bytes, std::uint64_t value) {
  void* const at = reinterpret_cast<void*>(address);
  const auto write = [at](auto written) { std::memcpy(at, &written, sizeof written); };
  switch (bytes) {
    case 1:
      return write(static_cast<std::uint8_t>(value));
    case 2:
      return write(static_cast<std::uint16_t>(value));
    case 4:
      return write(static_cast<std::uint32_t>(value));
    case kWideBytes:
      return write(wide_value(value));
    default:
      return write(value);
  }
}

// For graph::Access::modify: `operand` is added, subtracted, and so on. Source: C++20 [atomics.types.int].
namespace updates {
graph::Update add(const graph::Access& access, std::uint64_t seen);
graph::Update subtract(const graph::Access& access, std::uint64_t seen);
graph::Update bit_and(const graph::Access& access, std::uint64_t seen);
graph::Update bit_or(const graph::Access& access, std::uint64_t seen);
graph::Update bit_xor(const graph::Access& access, std::uint64_t seen);
graph::Update bit_nand(const graph::Access& access, std::uint64_t seen);
graph::Update exchange(const graph::Access& access, std::uint64_t seen);
graph::Update compare_exchange(const graph::Access& access, std::uint64_t seen);
}  // namespace updates

}  // namespace weft
