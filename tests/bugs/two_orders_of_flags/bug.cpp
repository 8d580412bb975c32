// pattern: two readers see two independent flags go up in opposite orders (IRIW)
// known from: Boehm and Adve, "Foundations of the C++ Concurrency Memory Model", PLDI 2008
// verdict: wrong_result
// memory: rc11
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> east{false}, west{false};
std::atomic<bool> only_east{false}, only_west{false};

void look(std::atomic<bool>& first, std::atomic<bool>& second, std::atomic<bool>& only_first) {
  if (first.load(std::memory_order_acquire) && !second.load(std::memory_order_acquire)) only_first = true;
}

int main() {
  std::thread a([] { east.store(true, std::memory_order_release); });
  std::thread b([] { west.store(true, std::memory_order_release); });
  std::thread c([] { look(east, west, only_east); });
  look(west, east, only_west);
  a.join(), b.join(), c.join();
  assert(!only_east || !only_west);
}
