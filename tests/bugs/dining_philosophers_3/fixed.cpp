// verdict: accepted
// The fork with the smaller number first.
#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#ifndef PHILOSOPHERS
#define PHILOSOPHERS 3
#endif

std::mutex forks[PHILOSOPHERS];

void dine(int me) {
  const int other = (me + 1) % PHILOSOPHERS;
  std::lock_guard one(forks[std::min(me, other)]);
  std::lock_guard two(forks[std::max(me, other)]);
}

int main() {
  std::vector<std::thread> philosophers;
  for (int me = 0; me < PHILOSOPHERS; ++me) philosophers.emplace_back(dine, me);
  for (std::thread& philosopher : philosophers) philosopher.join();
}
