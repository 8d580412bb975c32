// verdict: accepted
// Takes both things in one step, or waits.
#include <condition_variable>
#include <mutex>
#include <thread>

enum { kTobacco, kPaper, kMatches, kKinds };
std::mutex guard;
std::condition_variable changed;
int table[kKinds];

void smoke(int one, int two) {
  std::unique_lock hold(guard);
  changed.wait(hold, [&] { return table[one] > 0 && table[two] > 0; });
  --table[one], --table[two];
  changed.notify_all();
}

void put(int one, int two) {
  std::unique_lock hold(guard);
  changed.wait(hold, [] { return table[0] + table[1] + table[2] == 0; });
  ++table[one], ++table[two];
  changed.notify_all();
}

int main() {
  std::thread first([] { smoke(kTobacco, kPaper); });
  std::thread second([] { smoke(kPaper, kMatches); });
  put(kTobacco, kPaper);
  put(kPaper, kMatches);
  first.join(), second.join();
}
