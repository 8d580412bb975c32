// verdict: crash
// Why: an exception leaves a thread's function, and nobody catches it.
#include <stdexcept>
#include <thread>

int main() {
  std::thread other([] { throw std::runtime_error("nobody catches this"); });
  other.join();
}
