// pattern: a semaphore that should let one in starts with two permits
// known from: Downey, "The Little Book of Semaphores", section 3.4 (multiplex instead of mutex)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> room{2};
std::atomic<int> counter{0};

void add() {
  room.acquire();
  counter = counter + 1;
  room.release();
}

int main() {
  std::thread a(add), b(add);
  a.join(), b.join();
  assert(counter == 2);
}
