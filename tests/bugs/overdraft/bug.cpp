// pattern: whether there is enough is found out before the lock is taken
// known from: Lea, "Concurrent Programming in Java", 2nd ed., 1999, chapter 2 (check-then-act)
// verdict: wrong_result
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int money = 100;

bool has(int amount) {
  std::lock_guard hold(guard);
  return money >= amount;
}

void withdraw() {
  if (!has(70)) return;
  std::lock_guard hold(guard);
  money -= 70;
}

int main() {
  std::thread a(withdraw), b(withdraw);
  a.join(), b.join();
  assert(money >= 0);
}
