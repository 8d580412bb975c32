// verdict: accepted
// One lock for what belongs together.
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

#ifndef THREADS
#define THREADS 2
#endif

std::mutex guard;
int first = 0, second = 0;

void compute() {
  std::lock_guard hold(guard);
  first = 1;
  second = first + 1;
}

void look() {
  std::lock_guard hold(guard);
  assert(first == 0 || second == first + 1);
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 1; i < THREADS; ++i) threads.emplace_back(compute);
  threads.emplace_back(look);
  for (std::thread& thread : threads) thread.join();
}
