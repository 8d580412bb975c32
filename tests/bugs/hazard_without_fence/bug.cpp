// pattern: a reader announces what it reads and looks again, but the announcement may be seen too late
// known from: Michael, "Hazard Pointers: Safe Memory Reclamation for Lock-Free Objects", TPDS 2004
// verdict: wrong_result
// memory: rc11
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kFreed = -1;
std::atomic<int> item{1};
std::atomic<std::atomic<int>*> current{&item}, hazard{nullptr};

void look() {
  std::atomic<int>* found = current.load(std::memory_order_acquire);
  hazard.store(found, std::memory_order_release);
  if (found && current.load(std::memory_order_acquire) == found) assert(found->load() != kFreed);
  hazard.store(nullptr, std::memory_order_release);
}

void retire() {
  std::atomic<int>* old = current.exchange(nullptr, std::memory_order_acq_rel);
  while (hazard.load(std::memory_order_acquire) == old) std::this_thread::yield();
  old->store(kFreed);
}

int main() {
  std::thread reader(look);
  retire();
  reader.join();
}
