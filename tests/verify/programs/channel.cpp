// A value goes through a channel without room, whoever comes first.
//
// expect: verified
// mutant: receiver_is_not_woken deadlock core/include/weft/channel.h
//   - const Attempt attempt = put(value, served); if (attempt == Attempt::waits && deadline !=
//   runtime::kDoNotWait) return wait_at(senders_, &value, deadline); lock_.unlock(); if (served != nullptr)
//   serve(*served);
//   + const Attempt attempt = put(value, served); if (attempt == Attempt::waits && deadline !=
//   runtime::kDoNotWait) return wait_at(senders_, &value, deadline); lock_.unlock();
#include "weft/channel.h"

#include "agents.h"

int main() {
  weft::channel<int> numbers;
  verify::together([&] { weft::expect(numbers.send(1), "it is open"); },
                   [&] { weft::expect(numbers.receive() == 1, "the value arrives"); });
}
