// verdict: deadlock
// Why: two threads take the same two locks in opposite orders.
#include <mutex>
#include <thread>

std::mutex left, right;

int main() {
  std::thread other([] {
    std::lock_guard first(right);
    std::lock_guard second(left);
  });
  {
    std::lock_guard first(left);
    std::lock_guard second(right);
  }
  other.join();
}
