// verdict: deadlock
// says: condition variable changed
// Why: the notification may come before the wait.
#include <mutex>
#include <thread>

#include <weft/condition_variable.h>
#include <weft/mutex.h>

weft::mutex guard;
weft::condition_variable changed;

int main() {
  std::thread waiter([] {
    std::unique_lock hold(guard);
    changed.wait(hold);
  });
  changed.notify_one();
  waiter.join();
}
