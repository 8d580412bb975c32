// Works out both new balances first and stores them afterwards: an account that pays itself gets richer.
#include <algorithm>
#include <mutex>

namespace {

constexpr int kAccounts = 3;

struct Account {
  std::recursive_mutex mutex;
  int balance = 0;  // guarded by `mutex`
};

Account accounts[kAccounts];

}  // namespace

void open_accounts(int each) {
  for (Account& account : accounts) account.balance = each;
}

void transfer(int from, int to, int amount) {
  std::lock_guard hold_first(accounts[std::min(from, to)].mutex);
  std::lock_guard hold_second(accounts[std::max(from, to)].mutex);
  const int left = accounts[from].balance - amount;
  const int right = accounts[to].balance + amount;
  accounts[from].balance = left;
  accounts[to].balance = right;
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
