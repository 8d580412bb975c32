// Atomic accesses of a program. Preconditions: as for model.h.
// Source: C++20 [intro.races], [atomics.order].
#pragma once

#include <cstdint>

#include "check/graph/access.h"
#include "check/model.h"

namespace weft::model {

struct AtomicResult {
  std::uint64_t seen = 0;  // what was there; of a store too
  bool writes = false;     // false for a compare-exchange that failed
};

// A choice point; then the access. `access` says everything but the location; `site` is where in the
// program's code it is made. Values as in atomic_updates.h.
AtomicResult atomic_access(Op op, std::uintptr_t address, std::uint32_t bytes, graph::Access&& access,
                           const void* site = nullptr);
void atomic_store(std::uintptr_t address, std::uint32_t bytes, std::uint64_t value, Order order);

void fence(Order order);

}  // namespace weft::model
