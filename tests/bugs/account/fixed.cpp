// verdict: accepted
// Reading and writing are one step.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int money = 100;

void change_balance(int amount) {
  std::lock_guard hold(guard);
  money += amount;
}

int main() {
  std::thread deposit([] { change_balance(50); });
  std::thread withdraw([] { change_balance(-30); });
  deposit.join(), withdraw.join();
  assert(money == 120);
}
