// pattern: an atomic is incremented by a load and a store
// known from: Bernstein, Hadzilacos and Goodman, "Concurrency Control and Recovery in Database Systems",
//   1987
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter{0};

void add() {
  for (int i = 0; i < 3; ++i) counter = counter + 1;
}

int main() {
  std::thread other(add);
  add();
  other.join();
  assert(counter == 6);
}
