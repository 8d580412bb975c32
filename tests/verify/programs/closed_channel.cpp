// A channel is closed while somebody sends and somebody receives: they agree on whether the value changed
// hands.
//
// expect: verified
// mutant: close_wakes_nobody deadlock core/message/channel.cpp
//   - wake_all(woken);
// mutant: closed_channel_is_waited_at deadlock core/include/weft/channel.h
//   - return closed_ ? Attempt::closed : Attempt::waits;
//   + return Attempt::waits;
#include "agents.h"
#include "weft/channel.h"

int main() {
  weft::channel<int> numbers(1);
  bool sent = false;
  std::optional<int> got;
  verify::together(
      [&] {
        sent = numbers.send(1);
        numbers.close();
      },
      [&] {
        got = numbers.receive();
        weft::expect(!numbers.receive(), "then the end");
      });
  weft::expect(sent && got == 1, "what was sent before the end arrives");
}
