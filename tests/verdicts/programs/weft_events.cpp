// verdict: accepted
// Why: an event that resets itself lets one through for each time that it is set; a latch and a barrier all.
#include <cassert>

#include <weft/barrier.h>
#include <weft/event.h>
#include <weft/fiber.h>
#include <weft/latch.h>
#include <weft/semaphore.h>

weft::event turn(weft::event_reset::automatic);
weft::latch begun(2);
weft::barrier<> both(2);
weft::counting_semaphore<> one_at_a_time(1);
int count = 0, mine = 0, others = 0;

int main() {
  weft::fiber other([] {
    others = 1;
    begun.arrive_and_wait();
    assert(mine == 1);
    turn.wait();
    one_at_a_time.acquire();
    ++count;
    one_at_a_time.release();
    both.arrive_and_wait();
    assert(count == 2);
  });
  mine = 1;
  begun.arrive_and_wait();
  assert(others == 1);
  turn.set();
  one_at_a_time.acquire();
  ++count;
  one_at_a_time.release();
  both.arrive_and_wait();
  other.join();
}
