// verdict: memory_error
// Why: the stack of the thread is full some day.
#include <thread>

volatile int sink = 0;

int deeper(int n) { return n == -1 ? 0 : deeper(n + 1) + sink; }

int main() {
  std::thread other([] { sink = deeper(0); });
  other.join();
}
