// verdict: accepted
// Why: locks that spin exclude as well.
#include <cassert>
#include <mutex>
#include <thread>

#include <weft/spinlock.h>
#include <weft/ticket_lock.h>

weft::spinlock turning;
weft::ticket_lock in_order;
int first = 0, second = 0;

void work() {
  {
    const std::lock_guard hold(turning);
    ++first;
  }
  const std::lock_guard hold(in_order);
  ++second;
}

int main() {
  std::thread other(work);
  work();
  other.join();
  assert(first == 2 && second == 2);
}
