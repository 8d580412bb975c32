// verdict: accepted
// Why: a semaphore that starts at one lets one thread in at a time.
#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<> turn(1);
int counter = 0;

void add() {
  turn.acquire();
  ++counter;
  turn.release();
}

int main() {
  std::thread other(add);
  add();
  other.join();
  assert(counter == 2);
}
