// No lock: the processor reads, adds and writes in one step.
#include <atomic>

namespace {

std::atomic<int> money = 0;

}  // namespace

void open_account(int initial) { money.store(initial); }

void deposit(int amount) { money.fetch_add(amount); }

int balance() { return money.load(); }
