// verdict: accepted
// A full fence between the store and the load, in both.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> inside{0};

void try_to_visit(int me) {
  wants[me].store(true, std::memory_order_relaxed);
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (wants[1 - me].load(std::memory_order_relaxed)) return;
  inside.fetch_add(1);
}

int main() {
  std::thread other(try_to_visit, 1);
  try_to_visit(0);
  other.join();
  assert(inside <= 1);
}
