// verdict: accepted
// Nodes are freed once nobody pops any more.
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

int main() {
  push(), push();
  Node* theirs = nullptr;
  std::thread other([&] { theirs = pop(); });
  Node* mine = pop();
  other.join();
  delete mine;
  delete theirs;
}
