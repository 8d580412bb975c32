// pattern: setters write two variables one after the other, and a checker looks in between
// known from: reorder_N of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

#ifndef THREADS
#define THREADS 3
#endif

std::atomic<int> a{0}, b{0};

void set() {
  a = 1;
  b = -1;
}

void check() { assert((a == 0 && b == 0) || (a == 1 && b == -1)); }

int main() {
  std::vector<std::thread> threads;
  for (int i = 1; i < THREADS; ++i) threads.emplace_back(set);
  threads.emplace_back(check);
  for (std::thread& thread : threads) thread.join();
}
