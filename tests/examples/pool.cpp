// Two threads and a queue for three jobs; who finds it full runs the job itself.
//
// prints: answer 42
// prints: sum 5050, every job ran once: yes
// prints: posted job failed: no paper
#include "weft/pool.h"

#include <atomic>
#include <cstdio>
#include <stdexcept>

int main() {
  weft::fixed_pool pool({.threads = 2, .capacity = 3, .when_full = weft::when_full::caller_runs});
  weft::future<int> answer = pool.submit([] { return 6 * 7; });
  std::printf("answer %d\n", answer.get());

  std::atomic<int> sum = 0;
  for (int i = 1; i <= 100; ++i) pool.post([&sum, i] { sum += i; });
  pool.drain();
  const weft::pool_statistics seen = pool.statistics();
  const bool once = seen.finished + seen.run_by_callers == 101;
  std::printf("sum %d, every job ran once: %s\n", sum.load(), once ? "yes" : "no");

  pool.post([] { throw std::runtime_error("no paper"); });
  try {
    pool.drain();
  } catch (const std::runtime_error& error) {
    std::printf("posted job failed: %s\n", error.what());
  }
}
