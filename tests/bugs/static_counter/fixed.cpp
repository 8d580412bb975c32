// verdict: accepted
// Numbers need no order among them, only to be different.
#include <atomic>
#include <cassert>
#include <thread>

int next_number() {
  static std::atomic<int> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

int main() {
  int theirs = 0;
  std::thread other([&] { theirs = next_number(); });
  const int mine = next_number();
  other.join();
  assert(mine != theirs);
}
