// verdict: deadlock
// Why: the value changes after the look at it, and nobody is notified.
#include <atomic>
#include <thread>

std::atomic<bool> ready{false};

int main() {
  std::thread waiter([] { ready.wait(false); });
  ready.store(true);
  waiter.join();
}
