// pattern: pop() reads the successor of a node that another pop() has taken and freed meanwhile
// known from: Michael, "Hazard Pointers: Safe Memory Reclamation for Lock-Free Objects", TPDS 2004
// verdict: wrong_result
// Nodes are of a pool that marks what is free: on the heap it would be a data race or a memory error, as
// it comes.
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

void consume() {
  const int mine = pop();
  if (mine != kNone) below[mine] = kFree;
}

int main() {
  std::thread other(consume);
  consume();
  other.join();
}
