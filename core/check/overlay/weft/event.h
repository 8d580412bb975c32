// weft/event.h of checked programs. The number: 1 = set.
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/deadline.h"
#include "weft/detail/gate.h"

namespace weft {

enum class event_reset : std::uint8_t { manual, automatic };

namespace detail::event_rules {

WEFT_GATE_RULE inline std::uint64_t become(std::uint64_t wanted, std::uint64_t, weft_gate_effect*) {
  return wanted;
}
// `automatic`: who passes resets it.
WEFT_GATE_RULE inline std::uint64_t pass(std::uint64_t automatic, std::uint64_t set,
                                         weft_gate_effect* effect) {
  *effect = set == 0 ? weft_gate_waits : automatic != 0 ? weft_gate_writes : weft_gate_only_reads;
  return 0;
}
WEFT_GATE_RULE inline std::uint64_t try_pass(std::uint64_t automatic, std::uint64_t set,
                                             weft_gate_effect* effect) {
  *effect = set != 0 && automatic != 0 ? weft_gate_writes : weft_gate_only_reads;
  return 0;
}

}  // namespace detail::event_rules

class event {
 public:
  explicit constexpr event(event_reset reset = event_reset::manual, bool set = false)
      : _Automatic(reset == event_reset::automatic), _Gate("event", set) {}

  void set() { _Gate.take(weft_gate_set, detail::event_rules::become, 1); }
  void reset() { _Gate.take(weft_gate_reset, detail::event_rules::become, 0); }
  bool is_set() const { return _Gate.take(weft_gate_await, detail::event_rules::try_pass).seen != 0; }

  void wait() { wait_deadline(detail::deadline::max()); }
  bool try_wait() { return _Gate.take(weft_gate_await, detail::event_rules::try_pass, _Automatic).seen != 0; }
  template <class Clock, class Duration>
  bool wait_until(const std::chrono::time_point<Clock, Duration>& time) {
    return wait_deadline(detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool wait_for(const std::chrono::duration<Rep, Period>& length) {
    return wait_deadline(detail::deadline_after(length));
  }
  auto async_wait() {
    return detail::waiting_call([this](detail::deadline until) { return wait_deadline(until); });
  }

 private:
  bool wait_deadline(detail::deadline until) {
    return _Gate.take(weft_gate_await, detail::event_rules::pass, _Automatic, until).in_time();
  }

  const bool _Automatic;
  detail::gate _Gate;
};

}  // namespace weft
