// pattern: no two threads take their locks in opposite orders, but the three together close a circle
// known from: Havelund, "Using Runtime Analysis to Guide Model Checking of Java Programs", SPIN 2000
//   (lock graphs)
// verdict: deadlock
#include <mutex>
#include <thread>

std::mutex a, b, c;

void use(std::mutex& outer, std::mutex& inner) {
  std::lock_guard one(outer);
  std::lock_guard two(inner);
}

int main() {
  std::thread first([] { use(a, b); }), second([] { use(b, c); });
  use(c, a);
  first.join(), second.join();
}
