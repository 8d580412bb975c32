// verdict: accepted
// The decrement releases what its owner did, and acquires what the others did.
#include <atomic>
#include <thread>

struct Shared {
  std::atomic<int> owners{2};
  int value = 1;
};

Shared* shared = new Shared;

void use_and_give_up() {
  [[maybe_unused]] volatile int seen = shared->value;
  if (shared->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared;
}

int main() {
  std::thread other(use_and_give_up);
  use_and_give_up();
  other.join();
}
