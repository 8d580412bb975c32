// pattern: the head is what it was, but the stack below it is another: compare-exchange does not notice
// known from: Michael, "ABA Prevention Using Single-Word Instructions", IBM Research Report RC23089, 2004
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kNone = -1;
std::atomic<int> head{0};
std::atomic<int> below[2]{1, kNone};

int pop() {
  int top = head;
  while (top != kNone && !head.compare_exchange_strong(top, below[top])) {
  }
  return top;
}

void push(int node) {
  int top = head;
  do below[node] = top;
  while (!head.compare_exchange_strong(top, node));
}

int main() {
  int mine = kNone;
  std::thread other([&] { mine = pop(); });
  const int first = pop(), second = pop();
  if (first != kNone) push(first);
  other.join();
  const int left = pop();
  assert(left == kNone || (left != mine && left != second));
}
