// verdict: accepted
// Why: who holds an exception last frees it; that comes after all that the others did with it.
// Only natively: libc++abi's count of an exception's holders is not seen.
#include <cassert>
#include <cstring>
#include <future>
#include <stdexcept>
#include <thread>

int main() {
  std::promise<int> promise;
  std::future<int> later = promise.get_future();
  std::thread other([promise = std::move(promise)]() mutable {
    promise.set_exception(std::make_exception_ptr(std::runtime_error("out of paper")));
  });
  try {
    later.get();
  } catch (const std::runtime_error& error) {
    assert(std::strcmp(error.what(), "out of paper") == 0);
  }
  other.join();
}
