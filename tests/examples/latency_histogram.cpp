// A thousand lengths in 4 KiB. What it says is never too low, and at most an eighth too high.
//
// prints: 1000 lengths
// prints: median at least 500 us: yes, at most 563 us: yes
// prints: 99 % at least 990 us: yes, at most 1114 us: yes
#include "weft/latency_histogram.h"

#include <cstdio>

using namespace std::chrono_literals;

const char* yes(bool holds) { return holds ? "yes" : "no"; }

int main() {
  weft::latency_histogram even, odd;  // one for each agent, say
  for (int i = 1; i <= 1000; ++i) (i % 2 == 0 ? even : odd).add(i * 1us);
  even.add(odd);
  std::printf("%d lengths\n", static_cast<int>(even.count()));

  const auto median = even.percentile(50), late = even.percentile(99);
  std::printf("median at least 500 us: %s, at most 563 us: %s\n", yes(median >= 500us), yes(median <= 563us));
  std::printf("99 %% at least 990 us: %s, at most 1114 us: %s\n", yes(late >= 990us), yes(late <= 1114us));
}
