// Treiber's stack: two threads push, a third pops twice.
// counts: 44
#include "together.h"

struct Node {
  int value;
  Node* next = nullptr;
};

std::atomic<Node*> head{nullptr};
Node nodes[2]{{1}, {2}};

void push(Node* node) {
  node->next = head.load(kRelaxed);
  while (!head.compare_exchange_strong(node->next, node, kRelease, kRelaxed)) {
  }
}

Node* pop() {
  Node* top = head.load(kAcquire);
  while (top && !head.compare_exchange_strong(top, top->next, kAcquire)) {
  }
  return top;
}

int main() {
  each(
      0, 1, [](int id) { push(&nodes[id]); },
      [] {
        pop();
        pop();
      });
}
