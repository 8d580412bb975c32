// verdict: accepted
// seq_cst: all see one order.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> east{false}, west{false};
std::atomic<bool> only_east{false}, only_west{false};

void look(std::atomic<bool>& first, std::atomic<bool>& second, std::atomic<bool>& only_first) {
  if (first.load() && !second.load()) only_first = true;
}

int main() {
  std::thread a([] { east.store(true); });
  std::thread b([] { west.store(true); });
  std::thread c([] { look(east, west, only_east); });
  look(west, east, only_west);
  a.join(), b.join(), c.join();
  assert(!only_east || !only_west);
}
