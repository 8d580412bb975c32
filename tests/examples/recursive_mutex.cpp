// Functions that lock may call one another.
//
// prints: 3 entries
// prints: free again: yes
#include "weft/recursive_mutex.h"

#include <cstdio>
#include <mutex>
#include <vector>

#include "weft/fiber.h"

struct journal {
  weft::recursive_mutex m;
  std::vector<int> entries;  // guarded by m

  void add(int entry) {
    const std::lock_guard lock(m);
    entries.push_back(entry);
  }
  void add_all(const std::vector<int>& more) {
    const std::lock_guard lock(m);  // nobody else's entries come in between
    for (int entry : more) add(entry);
  }
};

int main() {
  journal shared;
  shared.add_all({1, 2, 3});
  std::printf("%zu entries\n", shared.entries.size());
  weft::fiber other([&] {
    const std::unique_lock lock(shared.m, std::try_to_lock);
    std::printf("free again: %s\n", lock.owns_lock() ? "yes" : "no");
  });
  other.join();
}
