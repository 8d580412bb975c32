// The fast path of plain accesses, which are most of what a program does.
// Threads: as Execution. Complexity: constant.
#pragma once

#include <cstddef>
#include <cstdint>

#include "check/execution.h"

namespace weft::model {

// The agent's loop has an effect, be it that it counts its rounds in memory that is nobody else's business.
// Its stack is part of its state. In a graph search an atomic there begins anew with what is written.
void note_write(Execution& e, std::uintptr_t address);
// Whether that matters now.
inline bool must_note_writes(Execution& e) { return e.driver() != nullptr || !e.self().spin.reads.empty(); }

// Most accesses: nothing but the race detector needs to hear of them, and it has nothing to say. False: the
// access must be looked at from the start. It allocates nothing and calls nothing that is modelled, so that
// the hooks need not leave the program for it (EngineScope); ended by a signal halfway, it leaves marks of
// this execution only.
[[gnu::always_inline]] inline bool passes(Execution& e, std::uintptr_t address, std::size_t bytes,
                                          bool is_write) {
  Agent& self = e.self();
  if (e.is_overdue() || !e.passes_plain_accesses() || self.plain_run + 1 >= kMaxPlainRun) return false;
  if (!e.memory().is_surely_valid(address, bytes)) return false;
  if (!e.is_single() && !e.races().passes(self.id, self.clock, address, bytes, is_write)) return false;
  ++self.plain_run;
  return true;
}

}  // namespace weft::model
