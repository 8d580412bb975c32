// verdict: wrong_result
// Why: whatever the dice say, one of the two additions may be lost; chance is the same in every execution.
#include <atomic>
#include <cassert>
#include <cstdlib>
#include <random>
#include <thread>

std::atomic<unsigned> sum = 0;

void add(unsigned dice) { sum.store(sum.load() + dice); }

int main() {
  std::random_device device;
  const unsigned first = device() % 1000 + 1, second = static_cast<unsigned>(std::rand()) % 1000 + 1;
  std::thread other(add, first);
  add(second);
  other.join();
  assert(sum.load() == first + second);
}
