// verdict: wrong_result
// says: a's increment(), b's increment() the last would give 2, not 1, and in the order b's increment(), a's increment()
// Why: increment() takes and gives back in two steps, so that two of them may return the same number.
#include <weft/linearizability.h>

#include <atomic>
#include <thread>

std::atomic<int> counter = 0;

int increment() {
  const int seen = counter.load();
  counter.store(seen + 1);
  return seen + 1;
}

int main() {
  weft::history<int> calls;
  auto& a = calls.add_client("a");
  auto& b = calls.add_client("b");
  const auto specified = [](int& state) { return ++state; };
  std::thread thread([&] { a.call("increment()", increment, specified); });
  b.call("increment()", increment, specified);
  thread.join();
  calls.expect_linearizable("the counter");
}
