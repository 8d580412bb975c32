// What an agent is about to do at a choice point.
#pragma once

#include <cstdint>

#include "trace/event.h"
#include "trace/schedule.h"

namespace weft {

struct Object;

struct Operation {
  Op op = Op::start;
  std::uintptr_t address = 0;  // what it acts on; 0 = nothing shared
  std::uintptr_t second = 0;   // cond_wait: the mutex it releases
  std::uint32_t bytes = 1;     // extent at `address`
  Object* object = nullptr;    // model of `address`, where there is one
  bool local = false;          // commutes with everything others can do: happens without a choice
  bool queued = false;         // waits in object->queue for a notification
  bool timed = false;          // may give up
  std::uint64_t deadline =
      0;  // timed: virtual nanoseconds; join: the agent; barrier_leave: the round it waits out

  static Operation local_step(Op op) { return {.op = op, .local = true}; }
};

// Whether the order of two operations of different agents can matter.
bool dependent(const Operation& a, const Operation& b);

// An agent that could go on, and how.
struct Option {
  Step step;
  const Operation* operation;  // the agent's pending one: valid until the agent goes on
};

}  // namespace weft
