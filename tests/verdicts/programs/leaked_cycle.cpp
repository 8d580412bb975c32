// verdict: leak
// says: nor to 1 other
// Why: two objects own each other: nobody else knows of them any more.
// Only natively: leaks are not looked for.
#include <memory>

struct Node {
  std::shared_ptr<Node> other;
};

int main() {
  auto a = std::make_shared<Node>(), b = std::make_shared<Node>();
  a->other = b;
  b->other = a;
}
