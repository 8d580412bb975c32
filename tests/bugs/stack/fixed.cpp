// verdict: accepted
// Count and slot change under one lock.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int count = 0;
int slots[2];

void push(int item) {
  std::lock_guard hold(guard);
  slots[count++] = item;
}

int pop() {
  std::lock_guard hold(guard);
  return count > 0 ? slots[--count] : -1;
}

int main() {
  std::thread pusher([] { push(5); });
  const int item = pop();
  assert(item == -1 || item == 5);
  pusher.join();
}
