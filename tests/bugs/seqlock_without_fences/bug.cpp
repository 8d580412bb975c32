// pattern: a sequence lock whose reader's second look at the number may come before its look at the data
// known from: Boehm, "Can Seqlocks Get Along with Programming Language Memory Models?", MSPC 2012
// verdict: wrong_result
// memory: rc11
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> sequence{0}, first{0}, second{0};

void update() {
  sequence.store(1, std::memory_order_relaxed);
  first.store(1, std::memory_order_relaxed);
  second.store(1, std::memory_order_relaxed);
  sequence.store(2, std::memory_order_release);
}

void look() {
  const int before = sequence.load(std::memory_order_acquire);
  const int one = first.load(std::memory_order_relaxed);
  const int two = second.load(std::memory_order_relaxed);
  const int after = sequence.load(std::memory_order_relaxed);
  if (before == after && before % 2 == 0) assert(one == two);
}

int main() {
  std::thread writer(update);
  look();
  writer.join();
}
