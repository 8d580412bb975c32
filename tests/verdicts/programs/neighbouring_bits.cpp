// verdict: data_race
// Why: two bit-fields of one word are one memory location: writing one reads and writes the other.
#include <thread>

struct Flags {
  unsigned left : 4;
  unsigned right : 4;
} flags;

int main() {
  std::thread other([] { flags.right = 1; });
  flags.left = 1;
  other.join();
}
