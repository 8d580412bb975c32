// pattern: everybody takes the left fork first and waits for the right one
// known from: Dijkstra, "Hierarchical Ordering of Sequential Processes", Acta Informatica 1971
// verdict: deadlock
#include <mutex>
#include <thread>
#include <vector>

#ifndef PHILOSOPHERS
#define PHILOSOPHERS 3
#endif

std::mutex forks[PHILOSOPHERS];

void dine(int me) {
  std::lock_guard left(forks[me]);
  std::lock_guard right(forks[(me + 1) % PHILOSOPHERS]);
}

int main() {
  std::vector<std::thread> philosophers;
  for (int me = 0; me < PHILOSOPHERS; ++me) philosophers.emplace_back(dine, me);
  for (std::thread& philosopher : philosophers) philosopher.join();
}
