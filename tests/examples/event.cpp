// One event that lets everybody through, one that lets a single one through each time.
//
// prints: 3 started together
// prints: one ticket, one passes: yes no
#include "weft/event.h"

#include <atomic>
#include <cstdio>

#include "weft/scope.h"

int main() {
  weft::event go;  // manual: stays set
  std::atomic<int> started = 0;
  weft::scope runners;
  for (int i = 0; i < 3; ++i)
    runners.spawn([&] {
      go.wait();
      ++started;
    });
  go.set();
  runners.join();
  std::printf("%d started together\n", started.load());

  weft::event ticket(weft::event_reset::automatic);
  ticket.set();
  const bool first = ticket.try_wait(), second = ticket.try_wait();
  std::printf("one ticket, one passes: %s %s\n", first ? "yes" : "no", second ? "yes" : "no");
}
