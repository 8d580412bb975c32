// verdict: accepted
// A full fence between announcement and second look, and between removal and the look at announcements.
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kFreed = -1;
std::atomic<int> item{1};
std::atomic<std::atomic<int>*> current{&item}, hazard{nullptr};

void look() {
  std::atomic<int>* found = current.load(std::memory_order_acquire);
  hazard.store(found, std::memory_order_release);
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (found && current.load(std::memory_order_acquire) == found) assert(found->load() != kFreed);
  hazard.store(nullptr, std::memory_order_release);
}

void retire() {
  std::atomic<int>* old = current.exchange(nullptr, std::memory_order_acq_rel);
  std::atomic_thread_fence(std::memory_order_seq_cst);
  while (hazard.load(std::memory_order_acquire) == old) std::this_thread::yield();
  old->store(kFreed);
}

int main() {
  std::thread reader(look);
  retire();
  reader.join();
}
