// verdict: accepted
// Drawn in one step.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> next_ticket{0}, serving{0}, inside{0};

void visit() {
  const int mine = next_ticket++;
  while (serving < mine) std::this_thread::yield();
  assert(++inside == 1);
  --inside;
  serving = mine + 1;
}

int main() {
  std::thread other(visit);
  visit();
  other.join();
}
