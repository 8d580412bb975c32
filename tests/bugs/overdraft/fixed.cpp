// verdict: accepted
// Looks and takes under one lock.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int money = 100;

void withdraw() {
  std::lock_guard hold(guard);
  if (money >= 70) money -= 70;
}

int main() {
  std::thread a(withdraw), b(withdraw);
  a.join(), b.join();
  assert(money >= 0);
}
