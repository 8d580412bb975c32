// A small concurrent program as plain data. README.md says what the oracle is for and why it is naive.
// Shape:   straight-line threads over the atomic locations x y z w (initially 0) and the mutexes m n.
//          The k-th operation of a thread that returns a value sets that thread's register r_k (initially 0).
// Threads: plain value; no locking.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft::oracle {

inline constexpr int kLocations = 4;
inline constexpr int kMutexes = 2;
inline constexpr std::string_view kLocationNames = "xyzw";
inline constexpr std::string_view kMutexNames = "mn";

enum class Order { relaxed, acquire, release, acq_rel, seq_cst };
inline constexpr std::array<std::string_view, 5> kOrderNames = {"relaxed", "acquire", "release", "acq_rel",
                                                                "seq_cst"};

enum class Kind { load, store, fetch_add, exchange, compare_exchange, fence, lock, unlock };
inline constexpr std::array<std::string_view, 8> kKindNames = {
    "load", "store", "fetch_add", "exchange", "compare_exchange", "fence", "lock", "unlock"};

inline constexpr int kNoRegister = -1;

// A register of the same thread plus a constant, or a constant alone.
struct Term {
  int reg = kNoRegister;
  std::int64_t constant = 0;
};

// The operation takes place only if the register has this value; no register: always.
struct Guard {
  int reg = kNoRegister;
  std::int64_t equals = 0;
};

struct Operation {
  Kind kind = Kind::load;
  int place = 0;                   // the location, or the mutex; fences have none
  Order order = Order::relaxed;    // of a compare_exchange that succeeds; mutexes have none
  Order failure = Order::relaxed;  // of a compare_exchange that fails
  std::int64_t expected = 0;       // by a compare_exchange
  Term value;                      // stored, added, or put in place of what was there
  Guard guard;
};

using Thread = std::vector<Operation>;

struct Program {
  std::vector<Thread> threads;
};

// An operation by its thread and its place in it, both from 0: "1.0" is the first of the second thread.
struct OperationId {
  int thread = 0;
  int index = 0;
  auto operator<=>(const OperationId&) const = default;
};

bool accesses_location(Kind kind);  // load, store and what does both
bool returns_value(Kind kind);      // and so sets a register
bool may_write(Kind kind);
int register_of(const Thread& thread, int index);  // the one that this operation sets
int registers_of(const Thread& thread);            // how many

// Of orders that std::atomic refuses, registers used before they are set, mutexes locked twice or not
// unlocked by who locked them: the first there is, or empty.
std::string why_invalid(const Program& program);

// One thread a line, to be pasted into a test:
//     r0 = load(x, acquire); store(y, r0 + 1, release)
//     || r0 = compare_exchange(y, 0, 2, acq_rel, relaxed); if r0 == 1: store(x, 1, relaxed)
//     || lock(m); r0 = fetch_add(x, 1, relaxed); r1 = exchange(z, 5, seq_cst); unlock(m); fence(seq_cst)
std::string to_text(const Program& program);

// The inverse; line ends are space like any other.
// Errors: std::invalid_argument with what was expected where, or why the program is invalid.
Program parse(std::string_view text);

}  // namespace weft::oracle
