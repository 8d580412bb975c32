// What read-modify-writes make of a value. Values travel as 64 bits; those of 16 bytes as a number that
// stands for them, equal for equal values, and good for the life of the process. Threads: one at a time.
#pragma once

#include <cstdint>

#include "check/graph/access.h"

namespace weft {

__extension__ using WideValue = unsigned __int128;

std::uint64_t number_of(WideValue value);
WideValue wide_value(std::uint64_t number);

// As it lies in memory, and back.
std::uint64_t read_atomic(std::uintptr_t address, std::uint32_t bytes);
void write_atomic(std::uintptr_t address, std::uint32_t bytes, std::uint64_t value);

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
