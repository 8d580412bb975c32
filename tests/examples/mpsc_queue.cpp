// An inbox that three fibers write to and main reads. What one sends arrives in the order of sending.
//
// prints: 300 letters, in order
#include "weft/mpsc_queue.h"

#include <array>
#include <cstdio>

#include "weft/scope.h"

struct letter {
  int from, number;
};

int main() {
  weft::mpsc_queue<letter> inbox;
  weft::scope senders;
  for (int from = 0; from < 3; ++from)
    senders.spawn([&, from] {
      for (int number = 0; number < 100; ++number) inbox.push({from, number});
    });

  std::array<int, 3> next{};
  int letters = 0;
  bool in_order = true;
  while (letters < 300) {
    const std::optional<letter> read = inbox.pop();
    if (!read) {
      weft::yield();  // to wait for letters, use a channel
      continue;
    }
    in_order = in_order && read->number == next[static_cast<std::size_t>(read->from)]++;
    ++letters;
  }
  senders.join();
  std::printf("%d letters, %s\n", letters, in_order ? "in order" : "out of order");
}
