// verdict: accepted
// Why: the threads read halves of their own; some megabytes are no more than a program may have.
#include <cassert>
#include <thread>
#include <vector>

int main() {
  std::vector<int> data(1'000'000, 1);
  int other_half = 0, own_half = 0;
  std::thread other([&] {
    for (int i = 0; i < 100; ++i) other_half += data[i];
  });
  for (int i = 999'900; i < 1'000'000; ++i) own_half += data[i];
  other.join();
  assert(own_half + other_half == 200);
}
