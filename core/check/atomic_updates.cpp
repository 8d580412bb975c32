#include "check/atomic_updates.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace weft {
namespace {

constexpr std::uint32_t kWideBytes = sizeof(WideValue);

// Few different ones occur in a program.
std::vector<WideValue>& wide_values() {
  static std::vector<WideValue> values;
  return values;
}

template <class Combine>
graph::Update combined(const graph::Access& access, std::uint64_t seen, Combine combine) {
  constexpr auto kWrites = graph::Update::Effect::writes;
  if (access.bytes == kWideBytes)
    return {kWrites, number_of(combine(wide_value(seen), wide_value(access.operand)))};
  const std::uint64_t mask =
      access.bytes == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << access.bytes * 8) - 1;
  return {kWrites, static_cast<std::uint64_t>(combine(seen, access.operand)) & mask};
}

}  // namespace

std::uint64_t number_of(WideValue value) {
  auto& known = wide_values();
  const auto at = std::find(known.begin(), known.end(), value);
  const auto number = static_cast<std::uint64_t>(at - known.begin());
  if (at == known.end()) known.push_back(value);
  return number;
}

WideValue wide_value(std::uint64_t number) { return wide_values()[number]; }

std::uint64_t read_atomic(std::uintptr_t address, std::uint32_t bytes) {
  const void* const at = reinterpret_cast<const void*>(address);
  if (bytes == kWideBytes) {
    WideValue value;
    std::memcpy(&value, at, kWideBytes);
    return number_of(value);
  }
  std::uint64_t value = 0;
  switch (bytes) {
    case 1:
      return *static_cast<const std::uint8_t*>(at);
    case 2:
      std::memcpy(&value, at, 2);
      return value;
    case 4:
      std::memcpy(&value, at, 4);
      return value;
    default:
      std::memcpy(&value, at, 8);
      return value;
  }
}

void write_atomic(std::uintptr_t address, std::uint32_t bytes, std::uint64_t value) {
  void* const at = reinterpret_cast<void*>(address);
  if (bytes == kWideBytes) {
    const WideValue wide = wide_value(value);
    std::memcpy(at, &wide, kWideBytes);
  } else {
    std::memcpy(at, &value, bytes);
  }
}

namespace updates {

graph::Update add(const graph::Access& access, std::uint64_t seen) {
  return combined(access, seen, [](auto a, auto b) { return a + b; });
}
graph::Update subtract(const graph::Access& access, std::uint64_t seen) {
  return combined(access, seen, [](auto a, auto b) { return a - b; });
}
graph::Update bit_and(const graph::Access& access, std::uint64_t seen) {
  return combined(access, seen, [](auto a, auto b) { return a & b; });
}
graph::Update bit_or(const graph::Access& access, std::uint64_t seen) {
  return combined(access, seen, [](auto a, auto b) { return a | b; });
}
graph::Update bit_xor(const graph::Access& access, std::uint64_t seen) {
  return combined(access, seen, [](auto a, auto b) { return a ^ b; });
}
graph::Update bit_nand(const graph::Access& access, std::uint64_t seen) {
  return combined(access, seen, [](auto a, auto b) { return ~(a & b); });
}
graph::Update exchange(const graph::Access& access, std::uint64_t) {
  return {graph::Update::Effect::writes, access.operand};
}
graph::Update compare_exchange(const graph::Access& access, std::uint64_t seen) {
  if (seen == access.expected) return {graph::Update::Effect::writes, access.operand};
  return {graph::Update::Effect::only_reads, seen};
}

}  // namespace updates
}  // namespace weft
