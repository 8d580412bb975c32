// pattern: the core of Dekker's algorithm with release and acquire: both may read the old flag (store
//   buffering)
// known from: Owens, Sarkar and Sewell, "A Better x86 Memory Model: x86-TSO", TPHOLs 2009
// verdict: wrong_result
// memory: rc11
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> inside{0};

void try_to_visit(int me) {
  wants[me].store(true, std::memory_order_release);
  if (wants[1 - me].load(std::memory_order_acquire)) return;
  inside.fetch_add(1);
}

int main() {
  std::thread other(try_to_visit, 1);
  try_to_visit(0);
  other.join();
  assert(inside <= 1);
}
