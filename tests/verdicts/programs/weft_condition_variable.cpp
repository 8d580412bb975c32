// verdict: accepted
// Why: a wait without a condition returns only when it was notified.
#include <cassert>
#include <mutex>
#include <thread>

#include <weft/condition_variable.h>
#include <weft/latch.h>
#include <weft/mutex.h>

weft::mutex guard;
weft::condition_variable changed;
weft::latch begun(1);
bool ready = false;

int main() {
  std::thread waiter([] {
    std::unique_lock hold(guard);
    begun.count_down();
    changed.wait(hold);
    assert(ready);
  });
  begun.wait();
  {
    const std::lock_guard hold(guard);  // the waiter is in the line: it lets go of the lock there
    ready = true;
    changed.notify_one();
  }
  waiter.join();
}
