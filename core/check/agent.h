// A model thread: what the checker knows of one thread of the program under test.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "agent/fiber.h"
#include "check/graph/graph_search.h"
#include "check/loop_watch.h"
#include "check/mostly_empty.h"
#include "check/object.h"
#include "check/operation.h"
#include "check/platform.h"
#include "check/vector_clock.h"
#include "contract/ids.h"

namespace weft {

// Detects an agent that goes round a loop without effect: it reads a store that it read before, in a state it
// was in before. Until that location is written, it need not run. Where the state differs, or cannot be seen,
// an agent that reads one store again and again is put to sleep too, but that is only assumed to be such a
// loop.
struct SpinWatch {
  struct Read {
    Object* location;
    std::uint64_t writes;     // stores to the location when it was read
    std::uint64_t state = 0;  // hash of the agent's registers and stack; 0 = unknown
    std::uint32_t times = 1;
  };
  MostlyEmpty<Read> reads;  // since its last effect
  bool asleep = false;
  bool proven = false;  // it is in the very state it was in before

  // It wrote to memory: being in the same state again means nothing.
  void forget_states() {
    for (Read& read : reads) read.state = 0;
  }
};

// Everything about an agent but its fiber and what is on its stack.
struct AgentState {
  enum class State : std::uint8_t { unused, alive, finished };

  // Thread-specific values and exit actions, by key or address, small enough for linear search.
  struct ThreadLocal {
    const void* key;
    void* storage;
  };
  struct ExitAction {
    void (*run)(void*);
    void* argument;
  };

  AgentId id;
  State state = State::unused;
  void* (*entry)(void*) = nullptr;
  void* argument = nullptr;
  int (*c11_entry)(void*) = nullptr;  // what thrd_create() was given
  void* result = nullptr;
  bool detached = false, joined = false;
  bool left_early = false;  // by exit_agent(): its stack was not unwound

  Operation pending;  // what it does when it is picked next
  Variant picked = Variant::normal;
  graph::GraphSearch::Performed done;  // graph search: what came of it
  graph::Access object_access;         // graph search: what `pending` does to its object, if no atomic access
  MostlyEmpty<LoopRead> reads;         // graph search: since its last effect
  std::uint64_t state_at_read = 0;     // graph search: at the read that comes next; 0 = unknown
  bool looks_ahead = false;            // graph search: that read is left out (LookAhead)
  std::uint32_t way = 0;               // of its operation's ways
  std::uint32_t child = 0;             // graph search: whom its spawn starts
  std::uint32_t early_timeouts = 0, early_wakeups = 0;  // graph search: it chose
  bool was_blocked = false;                             // `pending` could not happen when it was announced
  std::uint32_t announced_at = 0;                       // recorded events then
  MostlyEmpty<Frame> frames;      // recording: where it stands, or stood when last recorded
  bool frames_are_new = false;    // they are those of `pending`
  int aside = 0;                  // above 0, its accesses are not shown, and race with nobody (weft_aside)
  ModuleLayout::Range variables;  // thread_variables_here()
  std::uintptr_t entered_at = 0;  // stack pointer when code of the module was called last; 0 = hidden

  const CallerState* caller = nullptr;  // of the read that it is making; null = unknown

  VectorClock clock;
  VectorClock acquire_later;         // release clocks read by relaxed loads: an acquire fence takes them
  VectorClock release_fence;         // clock at the last release fence: relaxed stores publish it
  std::uint32_t plain_run = 0;       // plain accesses since the last choice point
  std::uint64_t last_step = 0;       // of the execution, that this agent took
  std::uint64_t offered_at = 0;      // watching for circles: the last step that it could have taken
  std::optional<Standing> standing;  // watching for circles: where its own code is
  SpinWatch spin;
  std::uint32_t failed_tries = 0;  // try_lock calls that found the lock taken
  std::uint32_t inputs = 0;        // it was given
  std::uint32_t sections = 0;      // atomic ones it is in

  int error_number = 0;                      // its errno; natively only while it is suspended
  void* exceptions[2] = {nullptr, nullptr};  // saved C++ exception globals (caught stack, uncaught count)
  MostlyEmpty<ThreadLocal> thread_locals;    // emulated TLS
  MostlyEmpty<std::pair<unsigned, void*>> specific;  // pthread_setspecific
  MostlyEmpty<std::pair<unsigned, void*>> leaving;   // of those, what is being destroyed
  MostlyEmpty<ExitAction> at_exit;                   // destructors of thread_local objects
  MostlyEmpty<void*> cleanups;                       // pthread_cleanup_push of C programs, innermost last

  // As for a thread that has not started.
  void reset(AgentId as);
};

struct Agent : AgentState {
  Fiber fiber;
};

}  // namespace weft
