// What an agent is about to do to a location.
#pragma once

#include <cstdint>

#include "check/graph/event.h"
#include "check/overlay/weft/detail/gate_step.h"

namespace weft::graph {

// What a read-modify-write makes of the value that it reads.
struct Update {
  enum class Effect : std::uint8_t {
    writes,
    only_reads,  // a compare-exchange that finds another value, a try_lock that finds the lock taken
    waits        // it cannot read that value: the lock is taken
  };
  Effect effect = Effect::writes;
  std::uint64_t value = 0;
};

struct Access {
  enum class Kind : std::uint8_t { load, store, update };
  using Modify = Update (*)(const Access& access, std::uint64_t seen);

  Kind kind = Kind::load;
  std::uint8_t bytes = 8;
  Order order = Order::seq_cst;
  Order failure = Order::seq_cst;  // update that only reads
  Location location = 0;
  std::uint64_t initial = 0;   // value of the location before anybody writes it
  std::uint64_t operand = 0;   // store: the value; update: for modify()
  std::uint64_t expected = 0;  // for modify()
  Modify modify = nullptr;
  // For modify(): of the program, a function of its arguments alone.
  std::uint64_t (*rule)(std::uint64_t operand, std::uint64_t seen, enum weft_gate_effect* effect) = nullptr;
  // Values that it cannot read, as its agent would only come here again, in the same state: it waits for
  // another.
  const RejectedValues* rejected = nullptr;

  bool rejects(std::uint64_t value) const { return graph::rejects(rejected, value); }
  Update effect_on(std::uint64_t seen) const {
    if (rejects(seen)) return {Update::Effect::waits, 0};
    if (kind == Kind::store) return {Update::Effect::writes, operand};
    return kind == Kind::update ? modify(*this, seen) : Update{Update::Effect::only_reads, seen};
  }
  Order order_if(bool writes) const { return kind == Kind::update && !writes ? failure : order; }
};

}  // namespace weft::graph
