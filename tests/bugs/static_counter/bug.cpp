// pattern: a function that looks harmless numbers things with a static counter
// known from: Boehm, "Threads Cannot Be Implemented as a Library", PLDI 2005
// verdict: data_race
#include <thread>

int next_number() {
  static int last = 0;
  return ++last;
}

int main() {
  std::thread other(next_number);
  next_number();
  other.join();
}
