#include "check/atomic_updates.h"

#include <algorithm>
#include <vector>

namespace weft {
namespace {

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
