// A receiver gives up just when a value comes: the value is taken, or the sender keeps it.
//
// expect: verified
// mutant: served_receiver_says_nothing wrong_result core/message/channel.cpp
//   - return wait_in(line, lock_, offer, {WaitReason::channel, this}, deadline) && offer.done;
//   + offer.done = false; return wait_in(line, lock_, offer, {WaitReason::channel, this}, deadline), false;
#include "agents.h"
#include "weft/channel.h"

int main() {
  weft::channel<int> numbers;
  bool sent = false;
  std::optional<int> got;
  verify::together([&] { got = numbers.receive_for(std::chrono::milliseconds(1)); },
                   [&] { sent = numbers.send_for(7, std::chrono::milliseconds(1)); });
  weft::expect(sent == got.has_value(), "both say the same");
}
