// pattern: the flag is looked at outside the lock, so that the notification falls between the look and
//   the wait
// known from: Farchi, Nir and Ur, "Concurrent Bug Patterns and How to Test Them", IPDPS 2003 (losing a
//   notify)
// verdict: deadlock
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable changed;
std::atomic<bool> ready{false};

void wait_for_it() {
  if (ready) return;
  std::unique_lock hold(guard);
  changed.wait(hold);
}

int main() {
  std::thread waiter(wait_for_it);
  ready = true;
  {
    std::lock_guard hold(guard);
    changed.notify_one();
  }
  waiter.join();
}
