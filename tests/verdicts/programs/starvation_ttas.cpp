// verdict: starvation
// says: wants the lock and is overtaken 3 times
// Why: whoever comes first when the lock is free gets it, however long somebody has been waiting.
#include <weft/fairness.h>

#include <atomic>
#include <thread>

std::atomic<bool> taken = false;

template <class InLine>
void lock(InLine in_line) {
  in_line();
  do {
    while (taken.load()) std::this_thread::yield();
  } while (taken.exchange(true));
}
void unlock() { taken.store(false); }

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
  turns.expect_bypass("the lock", 2);
}
