// verdict: accepted
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: what the C library says of an error reaches the program, each thread its own.
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>

static bool is_too_large(const std::string& digits) {
  try {
    (void)std::stoi(digits);
    return false;
  } catch (const std::out_of_range&) {
    return true;
  }
}

int main() {
  std::thread other([] {
    assert(is_too_large("99999999999999999999"));
    assert(!is_too_large("17"));
  });
  errno = 0;
  std::FILE* const missing = std::fopen("/no/such/file", "r");
  std::this_thread::yield();
  assert(missing == nullptr && errno == ENOENT);
  other.join();
}
