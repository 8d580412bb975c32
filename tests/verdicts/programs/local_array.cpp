// verdict: data_race
// Why: an element of main's own array: that the array escapes to the thread makes the element shared.
#include <thread>

int main() {
  int counts[2] = {0, 0};
  std::thread other([&] { ++counts[1]; });
  ++counts[1];
  other.join();
  return counts[1] - 2;
}
