// A position that is read all the time: both numbers of a read are always of the same write.
//
// prints: never torn: yes
// prints: at last (1000, -1000)
#include "weft/seqlock.h"

#include <atomic>
#include <cstdio>

#include "weft/fiber.h"

struct position {
  long x = 0, y = 0;
};

int main() {
  weft::seqlock<position> where;
  std::atomic<bool> arrived = false;
  bool torn = false;
  weft::fiber reader([&] {
    while (!arrived) {
      const position seen = where.load();
      torn = torn || seen.x != -seen.y;
      weft::yield();
    }
  });
  for (long i = 1; i <= 1000; ++i) where.store({i, -i});
  arrived = true;
  reader.join();

  const position end = where.load();
  std::printf("never torn: %s\n", torn ? "no" : "yes");
  std::printf("at last (%ld, %ld)\n", end.x, end.y);
}
