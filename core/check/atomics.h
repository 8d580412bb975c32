// Atomic accesses of a program: sequentially consistent values, happens-before by the C11 orders.
// Preconditions: as for model.h. `order` is the C11 number that the compiler's instrumentation passes.
// Source: C++20 [intro.races], [atomics.order].
#pragma once

#include <cstdint>

#include "check/model.h"

namespace weft::model {

enum class Order : int { relaxed, consume, acquire, release, acq_rel, seq_cst };

inline Order order_of(int number) { return static_cast<Order>(number & 7); }

// What an atomic access does, around the access itself.
class AtomicAccess {
 public:
  // Choice point; returns when the access may happen.
  AtomicAccess(Op op, std::uintptr_t address, std::uint32_t bytes);

  // Right after the value was read / before others can see what was written.
  void after_load(Order order);
  void after_store(Order order);
  void after_exchange(Order order);         // read-modify-write
  void after_failed_exchange(Order order);  // compare-exchange that found another value

  // Values for the trace.
  void set_values(std::uint64_t before, std::uint64_t after, Order order, bool failed = false);

 private:
  void check_race(bool reads, bool writes);
  void learn(Order order);
  void publish(Order order, bool continues_sequence);

  Op op_;
  Object* location_;
  std::uintptr_t address_;
  std::uint32_t bytes_;
};

void fence(Order order);

}  // namespace weft::model
