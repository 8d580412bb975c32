// verdict: wrong_result
// Why: the wait may end before anybody notifies.
#include <cassert>
#include <chrono>
#include <mutex>
#include <thread>

#include <weft/condition_variable.h>
#include <weft/mutex.h>

weft::mutex guard;
weft::condition_variable changed;
bool ready = false;

int main() {
  std::thread other([] {
    const std::lock_guard hold(guard);
    ready = true;
    changed.notify_one();
  });
  bool in_time;
  {
    std::unique_lock hold(guard);
    in_time = changed.wait_for(hold, std::chrono::milliseconds(10), [] { return ready; });
  }
  other.join();
  assert(in_time);
}
