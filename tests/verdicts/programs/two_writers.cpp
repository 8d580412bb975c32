// verdict: data_race
// Why: both threads write the counter and nothing orders them.
#include <thread>

int counter = 0;

int main() {
  std::thread other([] { ++counter; });
  ++counter;
  other.join();
}
