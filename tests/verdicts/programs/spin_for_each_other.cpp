// verdict: livelock
// Why: each thread spins until the other has moved, and neither moves.
#include <atomic>
#include <thread>

std::atomic<bool> left = false, right = false;

int main() {
  std::thread other([] {
    while (!left.load()) std::this_thread::yield();
    right.store(true);
  });
  while (!right.load()) std::this_thread::yield();
  left.store(true);
  other.join();
}
