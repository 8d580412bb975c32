// weft/once.h of checked programs.
#pragma once

#include <functional>
#include <mutex>
#include <utility>

#include "weft/detail/gate.h"

namespace weft {

namespace detail::once_rules {

WEFT_GATE_RULE inline std::uint64_t finish(std::uint64_t, std::uint64_t, weft_gate_effect*) { return 1; }
WEFT_GATE_RULE inline std::uint64_t look(std::uint64_t, std::uint64_t done, weft_gate_effect* effect) {
  *effect = weft_gate_only_reads;
  return done;
}

}  // namespace detail::once_rules

class once_flag {
 public:
  constexpr once_flag() = default;
  once_flag(const once_flag&) = delete;
  once_flag& operator=(const once_flag&) = delete;

  bool is_done() const { return _Done.take(weft_gate_await, detail::once_rules::look).seen != 0; }

 private:
  template <class F, class... Args>
  friend void call_once(once_flag& flag, F&& function, Args&&... args);

  std::once_flag flag_;
  detail::gate _Done{"call", 0};
};

template <class F, class... Args>
void call_once(once_flag& flag, F&& function, Args&&... args) {
  std::call_once(flag.flag_, [&] {
    std::invoke(std::forward<F>(function), std::forward<Args>(args)...);
    flag._Done.take(weft_gate_set, detail::once_rules::finish);
  });
}

}  // namespace weft
