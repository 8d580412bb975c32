// verdict: accepted
// Why: each value goes to one receiver, in order of one sender, until the channel is closed and empty.
#include <cassert>
#include <thread>

#include <weft/channel.h>

int main() {
  weft::channel<int> numbers(1);
  std::thread sender([&] {
    for (int i = 1; i <= 3; ++i) assert(numbers.send(i));
    numbers.close();
  });
  int last = 0;
  for (int number : numbers) {
    assert(number == last + 1);
    last = number;
  }
  sender.join();
  assert(last == 3 && numbers.drained());
}
