// verdict: accepted
// A slot is claimed by moving the index on. 8! orders: too many to try all.
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

constexpr int kThreads = 8;
std::atomic<int> used{0};
std::atomic<int> slots[kThreads];

void mark() { slots[used++] = 1; }

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(mark);
  for (std::thread& thread : threads) thread.join();
  int marked = 0;
  for (std::atomic<int>& slot : slots) marked += slot;
  assert(marked == kThreads);
}
