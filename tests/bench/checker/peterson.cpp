// Peterson's algorithm, two threads.
// counts: 4, and 4 blocked
#include "together.h"

std::atomic<bool> wants[2];
std::atomic<int> turn{0};
int visits = 0;

int main() {
  each(0, 1, [](int me) {
    wants[me].store(true);
    turn.store(1 - me);
    while (wants[1 - me].load() && turn.load() == 1 - me) std::this_thread::yield();
    ++visits;
    wants[me].store(false);
  });
}
