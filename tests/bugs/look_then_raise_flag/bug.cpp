// pattern: mutual exclusion that looks at the other's flag before it raises its own
// known from: Ben-Ari, "Principles of Concurrent and Distributed Programming", chapter 3 (second attempt)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> inside{0};

void visit(int me) {
  while (wants[1 - me]) std::this_thread::yield();
  wants[me] = true;
  assert(++inside == 1);
  --inside;
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
