// verdict: accepted
// Why: two bytes of one word are two memory locations; writing both at once is no race.
#include <cassert>
#include <thread>

char bytes[2];

int main() {
  std::thread other([] { bytes[1] = 2; });
  bytes[0] = 1;
  other.join();
  assert(bytes[0] == 1 && bytes[1] == 2);
}
