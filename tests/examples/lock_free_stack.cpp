// Free numbers that fibers take and give back without a lock.
//
// prints: last in, first out: 3
// prints: nobody had the same number: yes
#include "weft/lock_free_stack.h"

#include <array>
#include <atomic>
#include <cstdio>

#include "weft/scope.h"

int main() {
  weft::lock_free_stack<int> free;
  for (int number : {0, 1, 2, 3}) free.push(number);
  std::printf("last in, first out: %d\n", free.pop().value());
  free.push(3);

  std::array<std::atomic<int>, 4> users{};
  std::atomic<bool> alone = true;
  weft::scope fibers;
  for (int i = 0; i < 4; ++i)
    fibers.spawn([&] {
      for (int n = 0; n < 1000; ++n) {
        const int mine = free.pop().value();  // there are as many as fibers
        if (users[static_cast<std::size_t>(mine)]++ != 0) alone = false;
        --users[static_cast<std::size_t>(mine)];
        free.push(mine);
      }
    });
  fibers.join();
  std::printf("nobody had the same number: %s\n", alone ? "yes" : "no");
}
