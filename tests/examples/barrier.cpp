// Three fibers compute in steps; none begins a step before all have finished the one before.
//
// prints: 9
// prints: 27
// prints: 81
#include "weft/barrier.h"

#include <array>
#include <cstdio>
#include <numeric>

#include "weft/scope.h"

int main() {
  std::array<int, 3> now{1, 1, 1}, next{};
  const auto total = [&] { return std::accumulate(now.begin(), now.end(), 0); };
  weft::barrier step(3, [&]() noexcept {  // by whoever comes last, before anybody goes on
    now = next;
    std::printf("%d\n", total());
  });

  weft::scope fibers;
  for (int& cell : next)
    fibers.spawn([&] {
      for (int i = 0; i < 3; ++i) {
        cell = total();
        step.arrive_and_wait();
      }
    });
  fibers.join();
}
