// Two senders and room for one value: both values arrive, each once.
//
// expect: verified
// mutant: waiting_sender_is_forgotten deadlock core/include/weft/channel.h
//   - served = claim_first(senders_);
//   + served = nullptr;
// mutant: value_is_put_without_lock data_race core/include/weft/spinlock.h core/message/channel.cpp
// core/sync/waiting.cpp
//   - return !locked_.exchange(true, std::memory_order_acquire);
//   + return true;
#include "agents.h"
#include "weft/channel.h"

int main() {
  weft::channel<int> numbers(1);
  numbers.send(1);
  int got = 0;
  verify::together([&] { weft::expect(numbers.send(2), "it is open"); },
                   [&] {
                     for (int i = 0; i < 2; ++i) {
                       const std::optional<int> number = numbers.receive();
                       weft::expect(number == i + 1, "values arrive in order");
                       ++got;
                     }
                   });
  weft::expect_equal(got, 2, "values");
}
