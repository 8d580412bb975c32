// What a program can do: the form in which every enumerator, and every engine compared with them, prints it.
//
// The class of an execution is which write each read reads from, the modification order of each location, and
// the order in which each mutex was locked. Two interleavings of one class differ only in the order of
// operations that do not affect each other.
//
// Its canonical text has these parts, each left out if it would have nothing after its name, with " | "
// between them and one space between words:
//     rf READ<WRITE ...  the operations that read, in the order of threads and within them. WRITE is an
//                        operation too, or init for the initial 0. Read-modify-writes read, and
//                        compare_exchanges that fail.
//     x WRITE ...        for each location in the order x y z w: the operations that wrote it, in
//                        modification order.
//     m LOCK ...         for each mutex in the order m n: the lock operations, in the order in which they
//                        got it.
//     stuck LOCK ...     of a deadlock: the lock operations that wait, in the order of threads.
// Operations are THREAD.INDEX, both from 0 and counting all operations of the program. Those that their guard
// skipped appear nowhere, neither do fences and unlocks. For example, both threads of
//     store(x, 1, relaxed); r0 = load(y, relaxed) || store(y, 1, relaxed); r0 = load(x, relaxed)
// one after the other:
//     rf 0.1<init 1.1<0.0 | x 0.0 | y 1.0
//
// An outcome is all registers and the final memory of the locations that the program names:
//     0:r0=0 1:r0=1 x=1 y=1
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/oracle/program.h"

namespace weft::oracle {

struct Read {
  OperationId read;
  std::optional<OperationId> write;  // none: the initial value
  auto operator<=>(const Read&) const = default;
};

struct ExecutionClass {
  std::vector<Read> reads_from;  // in any order
  std::array<std::vector<OperationId>, kLocations> modifications;
  std::array<std::vector<OperationId>, kMutexes> acquisitions;
  std::vector<OperationId> stuck;
};

std::string to_text(const ExecutionClass& execution);

// What the threads have in the end.
struct FinalState {
  std::vector<std::vector<std::int64_t>> registers;  // of each thread
  std::array<std::int64_t, kLocations> memory = {};
};

FinalState initial_state(const Program& program);
std::string to_text(const Program& program, const FinalState& state);

std::int64_t value_of(const Term& term, const std::vector<std::int64_t>& registers);
bool holds(const Guard& guard, const std::vector<std::int64_t>& registers);

struct Behaviour {
  std::set<std::string> classes;   // of the executions in which all threads end
  std::set<std::string> outcomes;  // of those
  std::set<std::string>
      deadlocks;  // classes of the executions in which the rest of the threads wait for mutexes
};

}  // namespace weft::oracle
