// Two fibers take two locks in opposite order. Without a handler the report goes to stderr, and the program
// ends with exit code 35.
//
// prints: nothing will ever run again: 2 agents wait for a mutex
#include "weft/deadlock.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <sstream>

#include "weft/fiber.h"
#include "weft/latch.h"
#include "weft/mutex.h"

void tell(const std::string& report) {
  int waiting = 0;
  std::istringstream lines(report);
  for (std::string line; std::getline(lines, line);)
    if (line.find("waits for mutex") != std::string::npos) ++waiting;
  std::printf("nothing will ever run again: %d agents wait for a mutex\n", waiting);
  std::fflush(stdout);
  std::_Exit(0);
}

int main() {
  weft::set_deadlock_handler(tell);
  weft::mutex left, right;
  weft::latch both_hold_one(2);
  const auto take = [&](weft::mutex& first, weft::mutex& second) {
    const std::lock_guard one(first);
    both_hold_one.arrive_and_wait();
    const std::lock_guard other(second);
  };
  weft::fiber a([&] { take(left, right); });
  weft::fiber b([&] { take(right, left); });
  a.join();
}
