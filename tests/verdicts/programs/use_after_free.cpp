// verdict: memory_error
// Why: in one of the two orders the thread reads memory that main has already given back.
#include <mutex>
#include <thread>

std::mutex guard;
int* shared = nullptr;
int seen = 0;

int main() {
  shared = new int(1);
  std::thread reader([] {
    std::lock_guard hold(guard);
    seen = *shared;
  });
  {
    std::lock_guard hold(guard);
    delete shared;
  }
  reader.join();
}
