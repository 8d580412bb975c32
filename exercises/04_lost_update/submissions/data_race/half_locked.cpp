// The writer takes the lock and the reader does not: one side of a lock protects nobody.
#include <mutex>

namespace {

std::mutex guard;
int money = 0;

}  // namespace

void open_account(int initial) { money = initial; }

void deposit(int amount) {
  std::lock_guard hold(guard);
  money = money + amount;
}

int balance() { return money; }
