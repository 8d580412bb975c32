// verdict: accepted
// Why: the predicate is changed and read under the lock, so the notification cannot be lost.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable changed;
bool ready = false;

int main() {
  std::thread waiter([] {
    std::unique_lock hold(guard);
    changed.wait(hold, [] { return ready; });
    assert(ready);
  });
  {
    std::lock_guard hold(guard);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
