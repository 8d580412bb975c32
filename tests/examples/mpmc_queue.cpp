// A queue with room for four: who finds it full does something else.
//
// prints: pushed 4 of 6
// prints: popped 0 1 2 3
// prints: room again: yes
#include "weft/mpmc_queue.h"

#include <cstdio>

int main() {
  weft::mpmc_queue<int> queue(3);  // rounded up to a power of two
  int pushed = 0;
  for (int i = 0; i < 6; ++i)
    if (queue.try_push(i)) ++pushed;
  std::printf("pushed %d of 6\n", pushed);

  std::printf("popped");
  while (const std::optional<int> next = queue.try_pop()) std::printf(" %d", *next);
  std::printf("\n");
  std::printf("room again: %s\n", queue.try_push(6) ? "yes" : "no");
}
