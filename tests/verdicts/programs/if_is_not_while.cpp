// verdict: wrong_result
// Why: a condition variable may return for no reason, and `if` does not look again.
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
    if (!ready) changed.wait(hold);
    assert(ready);
  });
  {
    std::lock_guard hold(guard);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
