// pattern: double-checked locking whose first check orders nothing: the value is read without having been
//   published
// known from: Meyers and Alexandrescu, "C++ and the Perils of Double-Checked Locking", Dr. Dobb's Journal
//   2004
// verdict: data_race
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
std::atomic<bool> made{false};
int value = 0;

void use() {
  if (!made.load(std::memory_order_relaxed)) {
    std::lock_guard hold(guard);
    if (!made.load(std::memory_order_relaxed)) {
      value = 42;
      made.store(true, std::memory_order_relaxed);
    }
  }
  assert(value == 42);
}

int main() {
  std::thread a(use), b(use);
  a.join(), b.join();
}
