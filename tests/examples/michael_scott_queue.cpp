// Kernel threads push and pop at once; nothing is lost and nothing comes twice.
//
// prints: first in, first out: 1
// prints: sum 500500
#include "weft/michael_scott_queue.h"

#include <atomic>
#include <cstdio>
#include <thread>

int main() {
  weft::michael_scott_queue<int> queue;
  for (int i = 1; i <= 500; ++i) queue.push(i);
  std::atomic<int> sum = queue.pop().value();
  std::printf("first in, first out: %d\n", sum.load());

  std::thread pusher([&] {
    for (int i = 501; i <= 1000; ++i) queue.push(i);
  });
  std::thread popper([&] {
    for (int taken = 0; taken < 999;)
      if (const std::optional<int> next = queue.pop()) {
        sum += *next;
        ++taken;
      }
  });
  pusher.join();
  popper.join();
  std::printf("sum %d\n", sum.load());
}
