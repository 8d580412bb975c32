// pattern: a published mutual exclusion algorithm that is none: the turn is taken after the last look at
//   the flag
// known from: Hyman, "Comments on a Problem in Concurrent Programming Control", CACM 1966
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> turn{0};
std::atomic<int> inside{0};

void visit(int me) {
  wants[me] = true;
  while (turn != me) {
    while (wants[1 - me]) std::this_thread::yield();
    turn = me;
  }
  assert(++inside == 1);
  --inside;
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
