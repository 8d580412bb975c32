// pattern: a ticket is drawn in two steps, so that two threads hold the same
// known from: Mellor-Crummey and Scott, "Algorithms for Scalable Synchronization", TOCS 1991 (ticket lock)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> next_ticket{0}, serving{0}, inside{0};

void visit() {
  const int mine = next_ticket;
  next_ticket = mine + 1;
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
