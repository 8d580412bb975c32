// verdict: accepted
// Why: a scope's children have ended when join() returns, and the first error comes out of it.
#include <cassert>
#include <stdexcept>

#include <weft/scope.h>

int main() {
  int sum[2] = {};
  weft::scope children;
  for (int i = 0; i < 2; ++i) children.spawn([&sum, i] { sum[i] = i + 1; });
  children.join();
  assert(sum[0] + sum[1] == 3);
  children.spawn([] { throw std::runtime_error("late"); });
  try {
    children.join();
    assert(false);
  } catch (const std::runtime_error&) {
  }
}
