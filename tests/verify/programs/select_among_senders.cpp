// An agent selects among two channels while others send into both: exactly one value is taken, the other is
// still there.
//
// expect: verified
// mutant: choice_is_not_claimed wrong_result core/include/weft/detail/channel_core.h core/message/channel.cpp
// core/message/select.cpp
//   - return taken.compare_exchange_strong(open, index, std::memory_order_relaxed);
//   + return taken.store(index), (void)open, true;
#include "weft/select.h"

#include "agents.h"

int main() {
  weft::channel<int> left, right;
  int got = 0;
  bool sent[2] = {};
  verify::together(
      [&] {
        weft::select(weft::on_receive(left, [&](std::optional<int> value) { got += *value; }),
                     weft::on_receive(right, [&](std::optional<int> value) { got += *value; }));
        left.close();
        right.close();
      },
      [&] { sent[0] = left.send(1); }, [&] { sent[1] = right.send(2); });
  weft::expect_equal(got, (sent[0] ? 1 : 0) + (sent[1] ? 2 : 0), "what was sent");
  weft::expect(sent[0] != sent[1], "one value was taken");
}
