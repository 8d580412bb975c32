// verdict: accepted
// One lock for the pair.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int value = 0, copy = 0;

void add(int amount) {
  std::lock_guard hold(guard);
  value += amount;
  copy = value;
}

int main() {
  std::thread a(add, 1), b(add, 5);
  a.join(), b.join();
  assert(copy == value);
}
