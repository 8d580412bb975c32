// verdict: memory_error
// Why: both threads free the same memory, one after the other.
#include <cstdlib>
#include <mutex>
#include <thread>

std::mutex guard;
void* shared = nullptr;

void release() {
  std::lock_guard hold(guard);
  std::free(shared);
}

int main() {
  shared = std::malloc(16);
  std::thread other(release);
  release();
  other.join();
}
