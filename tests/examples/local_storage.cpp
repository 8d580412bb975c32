// Each fiber counts its own depth, whatever kernel thread it runs on.
//
// prints: main: 1
// prints: deepest of three fibers: 5 6 7
#include "weft/local_storage.h"

#include <array>
#include <cstdio>

#include "weft/scope.h"

static weft::local<int> depth;

int descend(int levels) {
  ++*depth;
  weft::yield();  // the others descend meanwhile
  return levels == 1 ? *depth : descend(levels - 1);
}

int main() {
  ++*depth;
  std::array<int, 3> deepest{};
  weft::scope fibers;
  for (int i = 0; i < 3; ++i) fibers.spawn([&, i] { deepest[static_cast<std::size_t>(i)] = descend(5 + i); });
  fibers.join();
  std::printf("main: %d\n", *depth);
  std::printf("deepest of three fibers: %d %d %d\n", deepest[0], deepest[1], deepest[2]);
}
