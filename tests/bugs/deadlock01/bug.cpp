// pattern: two threads take two locks in opposite orders
// known from: Coffman, Elphick and Shoshani, "System Deadlocks", Computing Surveys 1971
// verdict: deadlock
#include <mutex>
#include <thread>

std::mutex a, b;
int moved = 0;

void move(std::mutex& from, std::mutex& to) {
  std::lock_guard one(from);
  std::lock_guard two(to);
  ++moved;
}

int main() {
  std::thread other([] { move(b, a); });
  move(a, b);
  other.join();
}
