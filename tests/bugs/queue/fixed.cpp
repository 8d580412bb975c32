// verdict: accepted
// The queue has an operation for it.
#include <cassert>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>

std::mutex guard;
std::queue<int> items;

void put(int item) {
  std::lock_guard hold(guard);
  items.push(item);
}

std::optional<int> try_take() {
  std::lock_guard hold(guard);
  if (items.empty()) return std::nullopt;
  const int item = items.front();
  items.pop();
  return item;
}

void consume() {
  if (const std::optional<int> item = try_take()) assert(*item == 7);
}

int main() {
  put(7);
  std::thread a(consume), b(consume);
  a.join(), b.join();
}
