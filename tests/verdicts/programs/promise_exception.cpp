// verdict: accepted
// Why: an exception crosses from one thread to another through a promise.
#include <cassert>
#include <exception>
#include <future>
#include <thread>

int main() {
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  std::thread worker([&] { promise.set_exception(std::make_exception_ptr(42)); });
  try {
    answer.get();
    assert(false && "get() must throw");
  } catch (int thrown) {
    assert(thrown == 42);
  }
  worker.join();
}
