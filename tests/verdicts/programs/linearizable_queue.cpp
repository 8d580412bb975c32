// verdict: accepted
// Why: each call holds the lock from its first step to its last, so that it takes effect in between.
#include <weft/linearizability.h>

#include <deque>
#include <mutex>
#include <optional>
#include <thread>

std::mutex m;
std::deque<int> items;

void push(int item) {
  std::lock_guard lock(m);
  items.push_back(item);
}

std::optional<int> pop() {
  std::lock_guard lock(m);
  if (items.empty()) return std::nullopt;
  const int item = items.front();
  items.pop_front();
  return item;
}

using State = std::deque<int>;

std::optional<int> specified_pop(State& state) {
  if (state.empty()) return std::nullopt;
  const int item = state.front();
  state.pop_front();
  return item;
}

int main() {
  weft::history<State> calls;
  auto& producer = calls.add_client("producer");
  auto& consumer = calls.add_client("consumer");
  std::thread thread([&] {
    producer.call("push(1)", [] { push(1); }, [](State& state) { state.push_back(1); });
    producer.call("push(2)", [] { push(2); }, [](State& state) { state.push_back(2); });
  });
  consumer.call("pop()", pop, specified_pop);
  thread.join();
  consumer.call("pop()", pop, specified_pop);
  calls.expect_linearizable("the queue");
}
