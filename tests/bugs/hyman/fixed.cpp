// verdict: accepted
// Dijkstra's algorithm for two: takes the turn first, then claims the room, and looks at the other's claim.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2], claims[2];
std::atomic<int> turn{0};
std::atomic<int> inside{0};

void visit(int me) {
  wants[me] = true;
  do {
    claims[me] = false;
    while (turn != me)
      if (!wants[turn]) turn = me;
    claims[me] = true;
  } while (claims[1 - me]);
  assert(++inside == 1);
  --inside;
  claims[me] = false;
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
