// verdict: data_race
// Why: the writer locks and the reader does not.
#include <mutex>
#include <thread>

std::mutex guard;
int value = 0;

int main() {
  std::thread writer([] {
    std::lock_guard hold(guard);
    value = 1;
  });
  const int seen = value;
  writer.join();
  return seen > 1;
}
