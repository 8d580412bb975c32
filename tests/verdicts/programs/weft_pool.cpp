// verdict: accepted
// Why: each job runs once, and what it returns comes with its future.
#include <cassert>

#include <weft/pool.h>

int main() {
  weft::fixed_pool pool({.threads = 2});
  weft::future<int> answer = pool.submit([] { return 6 * 7; });
  assert(answer.get() == 42);
}
