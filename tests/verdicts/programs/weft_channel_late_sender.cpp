// verdict: wrong_result
// Why: the channel may be closed before the second sender comes; its value is lost.
#include <cassert>
#include <thread>

#include <weft/channel.h>

int main() {
  weft::channel<int> numbers(2);
  std::thread one([&] {
    numbers.send(1);
    numbers.close();
  });
  std::thread two([&] { numbers.send(2); });
  one.join();
  two.join();
  int sum = 0;
  for (int number : numbers) sum += number;
  assert(sum == 3);
}
