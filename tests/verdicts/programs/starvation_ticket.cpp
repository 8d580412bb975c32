// verdict: accepted
// Tickets are served in the order in which they were drawn.
#include <weft/fairness.h>

#include <atomic>
#include <thread>

std::atomic<unsigned> next = 0, served = 0;

template <class InLine>
void lock(InLine in_line) {
  const unsigned mine = next.fetch_add(1);
  in_line();
  while (served.load() != mine) std::this_thread::yield();
}
void unlock() { served.store(served.load() + 1); }

void visit(weft::fairness::client& client, int times) {
  for (int i = 0; i < times; ++i) {
    lock([&] { client.wants(); });
    client.got();
    unlock();
    client.gave_back();
  }
}

int main() {
  weft::fairness turns;
  auto& often = turns.add_client("often");
  auto& once = turns.add_client("once");
  std::thread thread([&] { visit(often, 3); });
  visit(once, 1);
  thread.join();
  turns.expect_bypass("the lock", 1);
}
