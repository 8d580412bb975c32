// verdict: accepted
// The head carries a number that no two pushes share.
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kNone = 99;
std::atomic<int> head{0};  // 100 * pushes + node
std::atomic<int> below[2]{1, kNone};

int pop() {
  int top = head;
  while (top % 100 != kNone && !head.compare_exchange_strong(top, top / 100 * 100 + below[top % 100])) {
  }
  return top % 100;
}

void push(int node) {
  int top = head;
  do below[node] = top % 100;
  while (!head.compare_exchange_strong(top, (top / 100 + 1) * 100 + node));
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
