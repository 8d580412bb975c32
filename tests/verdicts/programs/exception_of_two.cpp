// verdict: accepted
// Why: the exception is destroyed when nobody holds it any more.
// Only natively: libc++abi's count of an exception's holders is not seen.
#include <cassert>
#include <exception>
#include <mutex>
#include <thread>

struct Failure {
  int code = 7;
  ~Failure() { code = 0; }
};

std::mutex guard;
std::exception_ptr shared;

void look() {
  std::exception_ptr mine;
  {
    const std::lock_guard hold(guard);
    mine = shared;
  }
  try {
    if (mine) std::rethrow_exception(mine);
  } catch (const Failure& failure) {
    assert(failure.code == 7);
  }
}

int main() {
  shared = std::make_exception_ptr(Failure{});
  std::thread other(look);
  {
    const std::lock_guard hold(guard);
    shared = nullptr;
  }
  other.join();
}
