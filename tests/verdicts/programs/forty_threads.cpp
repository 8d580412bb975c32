// verdict: accepted
// Why: each thread has a slot of its own.
#include <thread>
#include <vector>

int slots[40];

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 40; ++i) threads.emplace_back([i] { slots[i] = i; });
  for (std::thread& thread : threads) thread.join();
}
