// verdict: deadlock
// Why: main waits for a thread that waits for the lock main holds.
#include <mutex>
#include <thread>

std::mutex guard;

int main() {
  std::lock_guard hold(guard);
  std::thread other([] { std::lock_guard wanted(guard); });
  other.join();
}
