// A fiber waits for lines that a kernel thread writes: the same condition variable for both.
//
// prints: one
// prints: two
// prints: end
#include "weft/condition_variable.h"

#include <cstdio>
#include <deque>
#include <mutex>
#include <string>

#include "weft/fiber.h"
#include "weft/mutex.h"

int main() {
  weft::mutex m;
  weft::condition_variable changed;
  std::deque<std::string> lines;  // guarded by m

  weft::fiber printer([&] {
    std::string line;
    do {
      std::unique_lock lock(m);
      changed.wait(lock, [&] { return !lines.empty(); });
      line = lines.front();
      lines.pop_front();
      std::puts(line.c_str());
    } while (line != "end");
  });

  for (const char* line : {"one", "two", "end"}) {
    const std::lock_guard lock(m);
    lines.push_back(line);
    changed.notify_one();
  }
  printer.join();
}
