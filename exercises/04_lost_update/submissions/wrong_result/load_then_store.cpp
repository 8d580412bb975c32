// Two atomic steps are not one: the other deposit fits between the load and the store.
#include <atomic>

namespace {

std::atomic<int> money = 0;

}  // namespace

void open_account(int initial) { money.store(initial); }

void deposit(int amount) {
  const int seen = money.load();
  money.store(seen + amount);
}

int balance() { return money.load(); }
