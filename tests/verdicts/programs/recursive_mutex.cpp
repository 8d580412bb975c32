// verdict: accepted
// Why: a recursive mutex is free again only after as many unlocks as locks.
#include <cassert>
#include <mutex>
#include <thread>

std::recursive_mutex guard;
int counter = 0;

void add() {
  std::lock_guard outer(guard);
  { std::lock_guard inner(guard); }
  ++counter;
}

int main() {
  std::thread other(add);
  add();
  other.join();
  assert(counter == 2);
}
