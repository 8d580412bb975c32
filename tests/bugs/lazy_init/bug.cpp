// pattern: two threads both find that nothing was made yet, and both make it
// known from: Lu et al., "Learning from Mistakes", ASPLOS 2008 (atomicity violation); lazy01 of the ESBMC
//   programs
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> made{false};
std::atomic<int> times_made{0};

void use() {
  if (!made) {
    ++times_made;
    made = true;
  }
}

int main() {
  std::thread a(use), b(use);
  a.join(), b.join();
  assert(times_made == 1);
}
