// A pointer goes away and comes back. A compare-exchange of plain pointers would take it for unchanged.
//
// prints: same pointer: yes
// prints: exchanged: no
#include "weft/tagged_ptr.h"

#include <atomic>
#include <cstdio>

struct node {
  int value;
};

int main() {
  node a{1}, b{2}, c{3};
  std::atomic<weft::tagged_ptr<node>> top(weft::tagged_ptr<node>(&a, 0));

  weft::tagged_ptr<node> seen = top.load();  // somebody is about to replace a by c, but is held up
  top.store(top.load().next(&b));            // others take a away
  top.store(top.load().next(&a));            // and put it back
  std::printf("same pointer: %s\n", top.load().pointer() == seen.pointer() ? "yes" : "no");

  const bool exchanged = top.compare_exchange_strong(seen, seen.next(&c));
  std::printf("exchanged: %s\n", exchanged ? "yes" : "no");
}
