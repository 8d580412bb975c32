// One fiber counts, two others share the numbers out among themselves.
//
// prints: 100 numbers, sum 5050
#include "weft/channel.h"

#include <atomic>
#include <cstdio>

#include "weft/fiber.h"

int main() {
  weft::channel<int> numbers(16);  // room for 16; the seventeenth send() waits
  weft::fiber producer([&] {
    for (int i = 1; i <= 100; ++i) numbers.send(i);
    numbers.close();
  });

  std::atomic<int> count = 0, sum = 0;
  const auto consume = [&] {
    for (int number : numbers) {  // ends when the channel is closed and empty
      ++count;
      sum += number;
    }
  };
  weft::fiber first(consume), second(consume);
  first.join();
  second.join();
  std::printf("%d numbers, sum %d\n", count.load(), sum.load());
}
