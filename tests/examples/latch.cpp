// Main goes on when three workers have prepared their parts; nobody waits for them to end.
//
// prints: prepared 3 of 3
#include "weft/latch.h"

#include <atomic>
#include <cstdio>

#include "weft/scope.h"

int main() {
  weft::latch ready(3);
  weft::latch done(1);
  std::atomic<int> prepared = 0;
  weft::scope workers;
  for (int i = 0; i < 3; ++i)
    workers.spawn([&] {
      ++prepared;
      ready.count_down();
      done.wait();  // they live on meanwhile
    });

  ready.wait();
  std::printf("prepared %d of 3\n", prepared.load());
  done.count_down();
  workers.join();
}
