// How a checked program tells the checker of a step on one of its synchronisation objects.
//
// The object is a gate: a number, and rules for what may be done with it. A rule is a function of the number
// alone, so that the checker can ask what would happen in any other order. What is a gate takes one step
// where the real object takes many: a send, an arrival, a wait.
//
// Threads:    any agent of a checked execution.
// Blocking:   while the rule says that the number cannot be taken as it is.
// Errors:     none; a deadline that has passed is an answer.
// Complexity: O(1) a step.
#pragma once

#include <stdint.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

enum weft_gate_effect { weft_gate_writes, weft_gate_only_reads, weft_gate_waits };

// What becomes of `seen`. It reads nothing but its arguments.
typedef uint64_t (*weft_gate_rule)(uint64_t operand, uint64_t seen, enum weft_gate_effect* effect);

enum weft_gate_op {
  weft_gate_send,
  weft_gate_receive,
  weft_gate_close,
  weft_gate_set,
  weft_gate_reset,
  weft_gate_await,
  weft_gate_arrive,
  weft_gate_acquire,
  weft_gate_release,
  weft_gate_line_up,  // to be notified
  weft_gate_notify,
};

struct weft_gate_step {
  const volatile void* gate;
  const char* noun;  // "channel"; never freed
  enum weft_gate_op op;
  weft_gate_rule rule;
  uint64_t operand;
  uint64_t initial;  // the number before the first step
};

// Returns what it did; `seen` is the number that it found. `deadline`: of CLOCK_MONOTONIC, null for none.
// Giving up is weft_gate_waits.
enum weft_gate_effect weft_gate_take(const struct weft_gate_step* step, const struct timespec* deadline,
                                     uint64_t* seen);
// The object goes away. Nobody may be waiting for it.
void weft_gate_end(const volatile void* gate);

#ifdef __cplusplus
}
#endif
