// verdict: accepted
// Both variables change, and are looked at, under one lock.
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

#ifndef THREADS
#define THREADS 3
#endif

std::mutex guard;
int a = 0, b = 0;

void set() {
  std::lock_guard hold(guard);
  a = 1;
  b = -1;
}

void check() {
  std::lock_guard hold(guard);
  assert((a == 0 && b == 0) || (a == 1 && b == -1));
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 1; i < THREADS; ++i) threads.emplace_back(set);
  threads.emplace_back(check);
  for (std::thread& thread : threads) thread.join();
}
