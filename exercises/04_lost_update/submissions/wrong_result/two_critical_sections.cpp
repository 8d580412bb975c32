// Every access is locked, but the lock is given back between reading and writing.
#include <mutex>

namespace {

std::mutex guard;
int money = 0;  // guarded by `guard`

void set_balance(int value) {
  std::lock_guard hold(guard);
  money = value;
}

}  // namespace

void open_account(int initial) { set_balance(initial); }

int balance() {
  std::lock_guard hold(guard);
  return money;
}

void deposit(int amount) { set_balance(balance() + amount); }
