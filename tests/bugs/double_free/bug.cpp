// pattern: two threads clean up: both find the pointer set, and both delete
// known from: Lu et al., "Learning from Mistakes", ASPLOS 2008 (atomicity violation)
// verdict: memory_error
#include <atomic>
#include <thread>

std::atomic<int*> buffer{new int(1)};

void clean_up() {
  if (int* found = buffer) {
    buffer = nullptr;
    delete found;
  }
}

int main() {
  std::thread other(clean_up);
  clean_up();
  other.join();
}
