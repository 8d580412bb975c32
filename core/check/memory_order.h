// The memory orders of C11 and C++, as the compiler's instrumentation numbers them.
// Source: C++20 [atomics.order].
#pragma once

#include <cstdint>

namespace weft {

enum class Order : std::uint8_t { relaxed, consume, acquire, release, acq_rel, seq_cst };

inline Order order_of(int number) { return static_cast<Order>(number & 7); }

// A consume is an acquire, as every compiler has it.
constexpr bool acquires(Order o) {
  return o == Order::consume || o == Order::acquire || o == Order::acq_rel || o == Order::seq_cst;
}
constexpr bool releases(Order o) { return o == Order::release || o == Order::acq_rel || o == Order::seq_cst; }

constexpr const char* name(Order order) {
  constexpr const char* kNames[] = {"relaxed", "consume", "acquire", "release",
                                    "acq_rel", "seq_cst", "?",       "?"};
  return kNames[static_cast<int>(order) & 7];
}

}  // namespace weft
