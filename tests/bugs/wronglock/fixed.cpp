// verdict: accepted
// One lock for one counter.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int counter = 0;

void add() {
  std::lock_guard hold(guard);
  counter = counter + 1;
}

int main() {
  std::thread a(add), b(add), c(add);
  a.join(), b.join(), c.join();
  assert(counter == 3);
}
