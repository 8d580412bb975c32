// pattern: mutual exclusion that raises its flag and waits while the other's is up: both wait
// known from: Ben-Ari, "Principles of Concurrent and Distributed Programming", chapter 3 (third attempt)
// verdict: livelock
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> inside{0};

void visit(int me) {
  wants[me] = true;
  while (wants[1 - me]) std::this_thread::yield();
  assert(++inside == 1);
  --inside;
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
