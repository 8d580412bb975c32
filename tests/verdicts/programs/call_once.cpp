// verdict: accepted
// Why: each flag runs its function once, whoever comes first, and never the function of the other flag.
#include <cassert>
#include <mutex>
#include <thread>

std::once_flag left_once, right_once;
int left = 0, right = 0;

void both() {
  std::call_once(left_once, [] { ++left; });
  std::call_once(right_once, [] { ++right; });
  assert(left == 1 && right == 1);
}

int main() {
  std::thread other(both);
  both();
  other.join();
}
