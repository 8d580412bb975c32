// verdict: accepted
// One permit.
#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> room{1};
int counter = 0;

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
