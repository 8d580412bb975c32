// An agent gives up selecting just when a value comes: it is taken, or the sender keeps it.
//
// expect: verified
// mutant: choice_is_not_claimed wrong_result core/include/weft/detail/channel_core.h core/message/channel.cpp
// core/message/select.cpp
//   - return taken.compare_exchange_strong(open, index, std::memory_order_relaxed);
//   + return taken.store(index), (void)open, true;
#include "weft/select.h"

#include "agents.h"

int main() {
  weft::channel<int> numbers;
  int got = 0;
  bool sent = false;
  verify::together(
      [&] {
        weft::select(weft::on_receive(numbers, [&](std::optional<int> value) { got = *value; }),
                     weft::after(std::chrono::milliseconds(1), [] {}));
      },
      [&] { sent = numbers.try_send(1); });
  weft::expect_equal(got, sent ? 1 : 0, "what was sent");
}
