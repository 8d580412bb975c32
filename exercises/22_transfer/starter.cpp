// A bank of three accounts, each with a lock of its own.
// Every transfer holds both locks while it moves the money: nothing is ever lost, but sometimes everybody
// stops.
#include <mutex>

namespace {

constexpr int kAccounts = 3;

struct Account {
  std::mutex mutex;
  int balance = 0;  // guarded by `mutex`
};

Account accounts[kAccounts];

}  // namespace

void open_accounts(int each) {
  for (Account& account : accounts) account.balance = each;
}

void transfer(int from, int to, int amount) {
  std::lock_guard hold_from(accounts[from].mutex);
  std::lock_guard hold_to(accounts[to].mutex);
  accounts[from].balance -= amount;
  accounts[to].balance += amount;
}

int balance(int account) {
  std::lock_guard hold(accounts[account].mutex);
  return accounts[account].balance;
}

int total() {
  std::lock_guard hold_0(accounts[0].mutex);
  std::lock_guard hold_1(accounts[1].mutex);
  std::lock_guard hold_2(accounts[2].mutex);
  return accounts[0].balance + accounts[1].balance + accounts[2].balance;
}
