// A day goes by at once, in the right order.
//
// prints: 10 ms
// prints: an hour
// prints: a fiber has slept a day
#include "weft/virtual_clock.h"

#include <cstdio>

#include "weft/fiber.h"

using namespace std::chrono_literals;

int main() {
  weft::virtual_clock clock;
  clock.run_after(1h, [] { std::puts("an hour"); });
  clock.run_after(10ms, [] { std::puts("10 ms"); });
  const weft::event_id cancelled = clock.run_after(2h, [] { std::puts("never"); });
  clock.cancel(cancelled);

  const auto tomorrow = clock.now() + 24h;
  weft::fiber sleeper([&] {
    clock.sleep_until(tomorrow);
    std::puts("a fiber has slept a day");
  });
  clock.advance(1h);
  clock.advance(23h);
  sleeper.join();
}
