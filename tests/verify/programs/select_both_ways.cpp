// Two agents select, one to send where the other receives: they meet at one of the channels.
//
// expect: verified
// mutant: served_agent_is_not_woken deadlock core/message/channel.cpp
//   - wake(offer.choice != nullptr ? static_cast<Waiter&>(*offer.choice) : offer);
//   + if (offer.choice == nullptr) wake(offer);
#include "agents.h"
#include "weft/select.h"

int main() {
  weft::channel<int> there, back;
  int sent = 0, got = 0;
  verify::together(
      [&] {
        weft::select(weft::on_send(there, 1, [&](bool done) { sent += done; }),
                     weft::on_receive(back, [&](std::optional<int> value) { got += *value; }));
      },
      [&] { weft::select(weft::on_receive(there, [&](std::optional<int> value) { got += *value; })); });
  weft::expect(sent == 1 && got == 1, "one value changed hands");
}
