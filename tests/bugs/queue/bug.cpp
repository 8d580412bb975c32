// pattern: every operation of a queue is atomic, but "if not empty, take" is two of them
// known from: queue_bad of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
#include <cassert>
#include <mutex>
#include <queue>
#include <thread>

std::mutex guard;
std::queue<int> items;

bool empty() {
  std::lock_guard hold(guard);
  return items.empty();
}

void put(int item) {
  std::lock_guard hold(guard);
  items.push(item);
}

int take() {
  std::lock_guard hold(guard);
  assert(!items.empty());
  const int item = items.front();
  items.pop();
  return item;
}

void consume() {
  if (!empty()) take();
}

int main() {
  put(7);
  std::thread a(consume), b(consume);
  a.join(), b.join();
}
