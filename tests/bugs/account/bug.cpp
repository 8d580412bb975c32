// pattern: a balance is read under the lock, and written under the lock, and the lock is free in between
// known from: account_bad of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int money = 100;

int balance() {
  std::lock_guard hold(guard);
  return money;
}

void set_balance(int amount) {
  std::lock_guard hold(guard);
  money = amount;
}

int main() {
  std::thread deposit([] { set_balance(balance() + 50); });
  std::thread withdraw([] { set_balance(balance() - 30); });
  deposit.join(), withdraw.join();
  assert(balance() == 120);
}
