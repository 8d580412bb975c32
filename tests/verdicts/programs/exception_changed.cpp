// verdict: data_race
// Why: two that hold one exception at the same time change what is in it.
#include <exception>
#include <thread>

struct Failure {
  int code = 7;
};

std::exception_ptr shared = std::make_exception_ptr(Failure{});

void change() {
  try {
    std::rethrow_exception(shared);
  } catch (Failure& failure) {
    ++failure.code;
  }
}

int main() {
  std::thread other(change);
  change();
  other.join();
}
