// verdict: leak
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <atomic>
#include <thread>

std::atomic<int> never{0};

int main() {
  std::thread([own = new int(3)] { never.wait(0); (void)*own; }).detach();
  int* volatile lost = new int(4);
  lost = nullptr;
}
