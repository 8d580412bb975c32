// pattern: push() counts the item before it is there, and pop() takes what is not there yet
// known from: stack_bad of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> count{0};
std::atomic<int> slots[2];

void push(int item) { slots[count++] = item; }

int pop() {
  int top = count;
  while (top > 0 && !count.compare_exchange_weak(top, top - 1)) {
  }
  return top > 0 ? slots[top - 1].load() : -1;
}

int main() {
  std::thread pusher([] { push(5); });
  const int item = pop();
  assert(item == -1 || item == 5);
  pusher.join();
}
