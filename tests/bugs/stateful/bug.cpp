// pattern: two variables that must agree have a lock each; what was read of one is old when the other is
//   written
// known from: stateful01 of Cordeiro and Fischer, ICSE 2011; Lu et al., ASPLOS 2008 (multi-variable bugs)
// verdict: wrong_result
#include <cassert>
#include <mutex>
#include <thread>

std::mutex value_guard, copy_guard;
int value = 0, copy = 0;

void add(int amount) {
  int now;
  {
    std::lock_guard hold(value_guard);
    now = value += amount;
  }
  std::lock_guard hold(copy_guard);
  copy = now;
}

int main() {
  std::thread a(add, 1), b(add, 5);
  a.join(), b.join();
  assert(copy == value);
}
