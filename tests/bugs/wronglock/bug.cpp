// pattern: threads guard one counter, each with a lock, but not all with the same one
// known from: Farchi, Nir and Ur, "Concurrent Bug Patterns and How to Test Them", IPDPS 2003 (wrong lock)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <functional>
#include <mutex>
#include <thread>

std::mutex first, second;
std::atomic<int> counter{0};

void add(std::mutex& guard) {
  std::lock_guard hold(guard);
  counter = counter + 1;
}

int main() {
  std::thread a(add, std::ref(first)), b(add, std::ref(first)), c(add, std::ref(second));
  a.join(), b.join(), c.join();
  assert(counter == 3);
}
