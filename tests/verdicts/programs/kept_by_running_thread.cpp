// verdict: accepted
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: what a thread that still runs has on its stack is not lost.
#include <atomic>
#include <thread>

std::atomic<int> never{0};

int main() {
  std::thread([] {
    int* volatile own = new int(3);
    never.wait(0);
    delete own;
  }).detach();
}
