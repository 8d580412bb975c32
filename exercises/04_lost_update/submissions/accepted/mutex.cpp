// One lock, taken by every function that touches the money.
#include <mutex>

namespace {

std::mutex guard;
int money = 0;  // guarded by `guard`

}  // namespace

void open_account(int initial) {
  std::lock_guard hold(guard);
  money = initial;
}

void deposit(int amount) {
  std::lock_guard hold(guard);
  money = money + amount;
}

int balance() {
  std::lock_guard hold(guard);
  return money;
}
