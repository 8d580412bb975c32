// pattern: pop() reads the successor of a node that another pop() has taken and freed meanwhile
// known from: Michael, "Hazard Pointers: Safe Memory Reclamation for Lock-Free Objects", TPDS 2004
// verdict: memory_error
// The count of looks orders each read before every later delete, so that no data race is in the way.
#include <atomic>
#include <thread>

struct Node {
  Node* next;
};

std::atomic<Node*> head{nullptr};
std::atomic<int> looks{0};

void push() { head = new Node{head.load()}; }

Node* pop() {
  for (;;) {
    Node* top = head;
    if (!top) return nullptr;
    Node* next = top->next;
    ++looks;
    if (head.compare_exchange_strong(top, next)) return top;
  }
}

void consume() {
  const Node* mine = pop();
  ++looks;
  delete mine;
}

int main() {
  push(), push();
  std::thread other(consume);
  consume();
  other.join();
}
