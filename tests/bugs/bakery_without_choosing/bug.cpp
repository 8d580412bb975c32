// pattern: the bakery's customers do not say that they are choosing a number: one is overlooked while it
//   does
// known from: Lamport, "A New Solution of Dijkstra's Concurrent Programming Problem", CACM 1974
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> number[2];
std::atomic<int> inside{0};

void visit(int me) {
  const int other = 1 - me;
  number[me] = number[other] + 1;
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
