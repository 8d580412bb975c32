// verdict: accepted
// Looks and waits under the lock that the writer takes.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable changed;
bool ready = false;

void wait_for_it() {
  std::unique_lock hold(guard);
  while (!ready) changed.wait(hold);
}

int main() {
  std::thread waiter(wait_for_it);
  {
    std::lock_guard hold(guard);
    ready = true;
    changed.notify_one();
  }
  waiter.join();
}
