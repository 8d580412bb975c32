// verdict: crash
// says: std::runtime_error: no such account
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <stdexcept>
#include <thread>

int main() {
  std::thread worker([] { throw std::runtime_error("no such account"); });
  worker.join();
}
