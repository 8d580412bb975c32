// Money moves between two accounts, by fibers and by a kernel thread under the same lock.
//
// prints: 1000 in all
#include "weft/mutex.h"

#include <cstdio>
#include <mutex>
#include <thread>

#include "weft/fiber.h"

struct bank {
  weft::mutex m;
  int left = 500, right = 500;  // guarded by m

  void move(int amount) {
    const std::lock_guard lock(m);
    left -= amount;
    weft::yield();  // a mutex may be held while its owner waits
    right += amount;
  }
};

int main() {
  bank accounts;
  const auto move_often = [&](int amount) {
    for (int i = 0; i < 100; ++i) accounts.move(amount);
  };
  std::thread thread(move_often, 3);
  weft::fiber there([&] { move_often(7); }), back([&] { move_often(-5); });
  there.join();
  back.join();
  thread.join();

  const std::lock_guard lock(accounts.m);
  std::printf("%d in all\n", accounts.left + accounts.right);
}
