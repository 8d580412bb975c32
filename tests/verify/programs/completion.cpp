// An agent ends just when its joiner gives up and leaves it alone: the joiner has its result, or one of the
// two frees it, once.
//
// expect: verified
// mutant: end_without_release data_race core/include/weft/detail/completion.h
//   - word_.exchange(kComplete, std::memory_order_acq_rel)
//   + word_.exchange(kComplete, std::memory_order_relaxed)
// mutant: joiner_is_not_woken deadlock core/include/weft/detail/completion.h
//   - if (before != kRunning) wake(*reinterpret_cast<runtime::Waiter*>(before));
//   + (void)wake;
// mutant: joiner_withdraws_from_an_end wrong_result core/include/weft/detail/completion.h
//   - return change(reinterpret_cast<std::uintptr_t>(&waiter), kRunning);
//   + return word_.store(kRunning), true;
// mutant: end_is_abandoned wrong_result core/include/weft/detail/completion.h
//   - bool abandon() { return change(kRunning, kAbandoned); }
//   + bool abandon() { return word_.store(kAbandoned), true; }
#include "weft/detail/completion.h"

#include "agents.h"
#include "sync/waiting.h"

namespace {

struct Ending {
  weft::detail::completion end;
  int result = 0;
  int& freed;
  ~Ending() { ++freed; }
};

}  // namespace

int main() {
  int freed = 0;
  auto* const agent = new Ending{.freed = freed};
  verify::together(
      [&] {
        agent->result = 1;
        if (!agent->end.complete(weft::runtime::wake)) delete agent;
      },
      [&] {
        const auto deadline = weft::runtime::Clock::now() + std::chrono::milliseconds(1);
        const bool joined = weft::runtime::perform(weft::detail::join_operation{agent->end, agent}, deadline);
        if (joined) weft::expect_equal(agent->result, 1, "the result");
        if (joined || !agent->end.abandon()) delete agent;
      });
  weft::expect_equal(freed, 1, "times it was freed");
}
