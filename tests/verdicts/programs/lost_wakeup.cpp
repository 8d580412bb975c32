// verdict: deadlock
// Why: a notification that comes before the wait wakes nobody, and no other follows.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable changed;

int main() {
  std::thread waiter([] {
    std::unique_lock hold(guard);
    changed.wait(hold);
  });
  changed.notify_one();
  waiter.join();
}
