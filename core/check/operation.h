// What an agent is about to do at a choice point.
#pragma once

#include <cstdint>

#include "check/graph/access.h"
#include "trace/event.h"
#include "trace/schedule.h"

namespace weft {

struct Object;

struct Operation {
  Op op = Op::start;
  std::uintptr_t address = 0;        // what it acts on; 0 = nothing shared
  std::uintptr_t second = 0;         // cond_wait: the mutex it releases
  std::uint32_t bytes = 1;           // extent at `address`
  Object* object = nullptr;          // model of `address`, where there is one
  bool local = false;                // commutes with everything others can do: happens without a choice
  bool queued = false;               // waits in object->queue for a notification
  bool timed = false;                // may give up
  bool only_looks = false;           // sem_try_wait: it takes no permit
  graph::Access* access = nullptr;   // atomic ones: what it does; valid until the agent goes on
  std::uint32_t ways = 0;            // it may go on in so many; an input, but for graph search
  Variant ending = Variant::normal;  // graph search: how it goes on, chosen before
  bool is_part = false;              // graph search: a further step of the operation before
  bool is_last = false;              // graph search: happens when nobody else can go on
  std::uint64_t deadline = 0;  // timed: virtual nanoseconds; join: the agent; barrier_leave: the round it
                               // waits out; once, its last part: 1 when it is done

  bool never = false;     // it cannot happen: what the program assumes does not hold
  bool is_alone = false;  // until the agent says so, nobody else does anything
  bool may_wait = false;  // what may_wait() says, told by perform()

  static Operation local_step(Op op) { return {.op = op, .local = true}; }
};

// Whether it is of a kind that others can keep from happening.
inline bool may_wait(const Operation& operation) {
  constexpr auto bit = [](Op op) { return std::uint64_t{1} << static_cast<int>(op); };
  constexpr std::uint64_t kWaiting = bit(Op::lock) | bit(Op::read_lock) | bit(Op::sem_wait) | bit(Op::once) |
                                     bit(Op::barrier_leave) | bit(Op::join) | bit(Op::send) |
                                     bit(Op::receive) | bit(Op::await);
  return operation.queued || operation.never || (kWaiting & bit(operation.op)) != 0;
}

// Whether the order of two operations of different agents can matter.
bool dependent(const Operation& a, const Operation& b);

// An agent that could go on, and how.
struct Option {
  Step step;
  const Operation* operation = nullptr;  // the agent's pending one: valid until the agent goes on
};

}  // namespace weft
