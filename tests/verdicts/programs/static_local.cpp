// verdict: accepted
// Why: a function-local static is initialised once, and who comes too early waits for it.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int made = 0;

struct Slow {
  Slow() {
    std::lock_guard here_the_other_may_run(guard);
    value = ++made;
  }
  int value;
};

void use() {
  static Slow only;
  assert(only.value == 1);
}

int main() {
  std::thread other(use);
  use();
  other.join();
  assert(made == 1);
}
