// No lock: write only if nobody has written since we read, and try again otherwise.
#include <atomic>

namespace {

std::atomic<int> money = 0;

}  // namespace

void open_account(int initial) { money.store(initial); }

void deposit(int amount) {
  int seen = money.load();
  while (!money.compare_exchange_weak(seen, seen + amount)) {
    // `seen` now holds what somebody else wrote: add to that instead.
  }
}

int balance() { return money.load(); }
