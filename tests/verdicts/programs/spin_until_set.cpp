// verdict: accepted
// Why: spinning on a flag that another thread is about to set comes to an end in every fair schedule.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> ready = false;
int data = 0;

int main() {
  std::thread setter([] {
    data = 42;
    ready.store(true);
  });
  while (!ready.load()) std::this_thread::yield();
  assert(data == 42);
  setter.join();
}
