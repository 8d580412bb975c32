// verdict: crash
// Why: a thread writes through a null pointer.
#include <thread>

int* volatile nowhere = nullptr;

int main() {
  std::thread other([] { *nowhere = 1; });
  other.join();
}
