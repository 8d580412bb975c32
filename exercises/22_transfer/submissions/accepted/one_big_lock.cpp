// One lock for the whole bank: no order to get wrong. Transfers between different accounts now wait for each
// other.
#include <mutex>

namespace {

constexpr int kAccounts = 3;

std::mutex bank;
int balances[kAccounts];  // guarded by `bank`

}  // namespace

void open_accounts(int each) {
  for (int& held : balances) held = each;
}

void transfer(int from, int to, int amount) {
  std::lock_guard hold(bank);
  balances[from] -= amount;
  balances[to] += amount;
}

int balance(int account) {
  std::lock_guard hold(bank);
  return balances[account];
}

int total() {
  std::lock_guard hold(bank);
  return balances[0] + balances[1] + balances[2];
}
