// verdict: accepted
// Who comes second waits for the first.
#include <cassert>
#include <mutex>
#include <thread>

std::once_flag made;
int times_made = 0;

void use() {
  std::call_once(made, [] { ++times_made; });
}

int main() {
  std::thread a(use), b(use);
  a.join(), b.join();
  assert(times_made == 1);
}
