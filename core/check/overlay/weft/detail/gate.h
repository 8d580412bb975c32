// A synchronisation object of checked programs: a number, and rules for it (detail/gate_step.h).
//
// Members are named as those of a standard library, which people are not shown: a channel is "numbers" and
// not "numbers.gate".
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/detail/aside.h"
#include "weft/detail/gate_step.h"
#include "weft/exercise.h"

// Of rules: the checker calls them between the steps of agents.
#define WEFT_GATE_RULE __attribute__((disable_sanitizer_instrumentation))

namespace weft::detail {

using deadline = std::chrono::steady_clock::time_point;

class gate {
 public:
  struct answer {
    weft_gate_effect effect;
    std::uint64_t seen;
    explicit operator bool() const { return effect == weft_gate_writes; }
    bool in_time() const { return effect != weft_gate_waits; }
  };

  constexpr gate(const char* noun, std::uint64_t initial) : _Noun(noun), _Initial(initial) {}
  ~gate() { weft_gate_end(this); }
  gate(const gate&) = delete;
  gate& operator=(const gate&) = delete;

  WEFT_GATE_RULE answer take(weft_gate_op op, weft_gate_rule rule, std::uint64_t operand = 0,
                             deadline until = deadline::max()) const {
    const weft_gate_step step{this, _Noun, op, rule, operand, _Initial};
    const auto since_start = until.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since_start);
    const timespec time{static_cast<time_t>(seconds.count()),
                        static_cast<long>((since_start - seconds).count())};
    answer found{};
    found.effect = weft_gate_take(&step, until == deadline::max() ? nullptr : &time, &found.seen);
    return found;
  }

 private:
  const char* const _Noun;
  const std::uint64_t _Initial;
};

}  // namespace weft::detail
