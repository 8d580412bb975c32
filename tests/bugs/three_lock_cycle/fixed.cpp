// verdict: accepted
// A gate lock around the three: the circle is in the lock graph, and cannot close.
#include <mutex>
#include <thread>

std::mutex gate, a, b, c;

void use(std::mutex& outer, std::mutex& inner) {
  std::lock_guard alone(gate);
  std::lock_guard one(outer);
  std::lock_guard two(inner);
}

int main() {
  std::thread first([] { use(a, b); }), second([] { use(b, c); });
  use(c, a);
  first.join(), second.join();
}
