// verdict: deadlock
// says: event turn
// Why: set once, it lets one of the two through.
#include <weft/event.h>
#include <weft/fiber.h>

weft::event turn(weft::event_reset::automatic);

int main() {
  weft::fiber one([] { turn.wait(); });
  weft::fiber two([] { turn.wait(); });
  turn.set();
}
