// One operation of one agent in a recorded execution, as plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/ids.h"

namespace weft {

enum class Op : std::uint8_t {
  start,   // first event of an agent
  finish,  // last event of an agent
  spawn,   // value = the new agent
  join,    // value = the joined agent
  detach,
  read,  // plain memory
  write,
  atomic_load,
  atomic_store,
  atomic_rmw,
  atomic_cas,
  fence,
  lock,
  try_lock,
  unlock,
  read_lock,
  try_read_lock,
  cond_wait,  // releases the mutex and waits
  cond_wake,  // leaves the wait; the mutex is taken by a `lock` that follows
  cond_signal,
  cond_broadcast,
  sem_wait,
  sem_try_wait,
  sem_post,
  barrier_wait,
  barrier_leave,
  once,
  futex_wait,
  futex_wake,
  send,  // into a channel
  receive,
  close,
  set,  // an event, a flag
  reset,
  await,  // until it is set, or all have arrived
  yield,
  sleep,
  allocate,
  release,
  note,  // weft::note and observed values
  fail,  // the event at which the verdict was reached
  // Of recordings of real runs (weft/observe.h), version 2 of Outcomes:
  resume,    // it runs again
  park,      // waits until somebody unparks it
  unpark,    // value = the agent that may go on
  steal,     // it was taken from `processor`, with others behind it maybe
  hand_off,  // its kernel thread's processor goes to another one
  block,     // calls what may block its kernel thread
  unblock,
  migrate,  // runs again on another kernel thread
};

inline constexpr int kOpCount = static_cast<int>(Op::migrate) + 1;

std::string_view to_string(Op op);

// Plain and atomic accesses: the operations that have a size and values.
constexpr bool accesses_memory(Op op) { return op >= Op::read && op <= Op::atomic_cas; }

std::optional<Op> parse_op(std::string_view word);

// A place in the student's sources. line 0 = unknown.
struct SourceLocation {
  std::string file;
  int line = 0;
  int column = 0;
  std::string function;

  explicit operator bool() const { return line > 0; }
  friend bool operator==(const SourceLocation&, const SourceLocation&) = default;
};

struct Event {
  std::uint32_t step = 0;  // number of choice points taken before it
  AgentId agent;
  Op op = Op::note;
  ObjectId object;                    // what it acts on; none for start, yield, ...
  std::string name;                   // of the object, for people: "balance", "mutex accounts[1].mutex"
  std::uint64_t address = 0;          // of the object, in the module's memory
  std::uint32_t bytes = 0;            // access size of memory operations
  std::uint64_t before = 0;           // value seen
  bool uninitialised = false;         // nobody wrote it: `before` says nothing
  std::uint64_t after = 0;            // value left behind; equals `before` for reads
  bool blocked = false;               // it could not happen at once: the agent waited from `blocked_since`
  std::uint32_t blocked_since = 0;    // index of the event after which the agent waited
  bool failed = false;                // try_lock not taken, compare-exchange not equal, wait timed out
  std::string text;                   // memory order, message of a note or failure
  std::vector<std::uint64_t> frames;  // code offsets in the module, innermost first; resolved to `where`
  SourceLocation where;               // innermost frame in the student's own sources

  // Of recordings: nanoseconds since they began, and the kernel thread where it happened.
  std::optional<std::uint64_t> at;
  std::optional<std::uint32_t> thread;
  std::optional<std::uint32_t> processor;  // on which it runs; from which it was stolen; which was handed off

  friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace weft
