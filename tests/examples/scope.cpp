// Fibers that cannot outlive the block they were started in. When one fails, the others are asked to stop.
//
// prints: 45
// prints: failed: disk full
// prints: the other one stopped: yes
#include "weft/scope.h"

#include <atomic>
#include <cstdio>
#include <stdexcept>

int main() {
  std::atomic<int> sum = 0;
  weft::scope children;
  for (int i = 0; i < 10; ++i) children.spawn([&sum, i] { sum += i; });
  children.join();
  std::printf("%d\n", sum.load());

  weft::scope pair;
  bool stopped = false;
  pair.spawn([&] {
    while (!pair.stop_token().stop_requested()) weft::yield();
    stopped = true;
  });
  pair.spawn([] { throw std::runtime_error("disk full"); });
  try {
    pair.join();
  } catch (const std::runtime_error& error) {
    std::printf("failed: %s\n", error.what());
  }
  std::printf("the other one stopped: %s\n", stopped ? "yes" : "no");
}
