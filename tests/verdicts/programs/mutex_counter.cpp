// verdict: accepted
// Why: every access to the counter is under the same lock.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int counter = 0;

void add() {
  std::lock_guard hold(guard);
  ++counter;
}

int main() {
  std::thread a(add), b(add);
  a.join();
  b.join();
  assert(counter == 2);
}
