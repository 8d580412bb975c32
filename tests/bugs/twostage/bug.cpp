// pattern: a value and what is computed from it are written under two locks, one after the other
// known from: Farchi, Nir and Ur, "Concurrent Bug Patterns and How to Test Them", IPDPS 2003 (two-stage
//   access)
// verdict: wrong_result
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

#ifndef THREADS
#define THREADS 2
#endif

std::mutex first_guard, second_guard;
int first = 0, second = 0;

void compute() {
  {
    std::lock_guard hold(first_guard);
    first = 1;
  }
  std::lock_guard hold(second_guard);
  second = 2;
}

void look() {
  int seen;
  {
    std::lock_guard hold(first_guard);
    seen = first;
  }
  std::lock_guard hold(second_guard);
  assert(seen == 0 || second == seen + 1);
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 1; i < THREADS; ++i) threads.emplace_back(compute);
  threads.emplace_back(look);
  for (std::thread& thread : threads) thread.join();
}
