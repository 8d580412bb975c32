// verdict: deadlock
// Why: both wait for the other's signal before they give their own.
#include <semaphore>
#include <thread>

std::binary_semaphore left(0), right(0);

int main() {
  std::thread other([] {
    left.acquire();
    right.release();
  });
  right.acquire();
  left.release();
  other.join();
}
