// A thousand fibers, joined like threads; what one throws arrives at join().
//
// prints: sum 499500
// prints: caught: no such file
#include "weft/fiber.h"

#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <vector>

int main() {
  std::atomic<int> sum = 0;
  std::vector<weft::fiber> fibers;
  for (int i = 0; i < 1000; ++i)
    fibers.emplace_back([&sum, i] {
      weft::yield();  // others run meanwhile, on this kernel thread and others
      sum += i;
    });
  for (weft::fiber& each : fibers) each.join();
  std::printf("sum %d\n", sum.load());

  weft::fiber fails([] { throw std::runtime_error("no such file"); });
  try {
    fails.join();
  } catch (const std::runtime_error& error) {
    std::printf("caught: %s\n", error.what());
  }
}
