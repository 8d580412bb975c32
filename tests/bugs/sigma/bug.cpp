// pattern: many threads write the next slot of an array and then move the index on: some write the same
//   slot
// known from: sigma of Cordeiro and Fischer, "Verifying Multi-threaded Software", ICSE 2011
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

constexpr int kThreads = 8;
std::atomic<int> used{0};
std::atomic<int> slots[kThreads];

void mark() {
  slots[used] = 1;
  ++used;
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(mark);
  for (std::thread& thread : threads) thread.join();
  int marked = 0;
  for (std::atomic<int>& slot : slots) marked += slot;
  assert(marked == kThreads);
}
