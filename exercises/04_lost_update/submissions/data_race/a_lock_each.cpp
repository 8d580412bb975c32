// Every call makes a lock of its own, so nobody ever waits for anybody.
#include <mutex>

namespace {

int money = 0;

}  // namespace

void open_account(int initial) { money = initial; }

void deposit(int amount) {
  std::mutex guard;
  std::lock_guard hold(guard);
  money = money + amount;
}

int balance() {
  std::mutex guard;
  std::lock_guard hold(guard);
  return money;
}
