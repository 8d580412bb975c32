// verdict: accepted
// One step.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter{0};

void add() {
  for (int i = 0; i < 3; ++i) ++counter;
}

int main() {
  std::thread other(add);
  add();
  other.join();
  assert(counter == 6);
}
