// verdict: accepted
// Waits until the other has chosen.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> choosing[2];
std::atomic<int> number[2];
std::atomic<int> inside{0};

void visit(int me) {
  const int other = 1 - me;
  choosing[me] = true;
  number[me] = number[other] + 1;
  choosing[me] = false;
  while (choosing[other]) std::this_thread::yield();
  for (int its = number[other]; its != 0; its = number[other]) {
    const int mine = number[me];
    if (mine < its || (mine == its && me < other)) break;
    std::this_thread::yield();
  }
  assert(++inside == 1);
  --inside;
  number[me] = 0;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
