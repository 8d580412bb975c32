// The same by hand: receive() has nothing once the channel is closed and empty.
#include <weft/channel.h>

void square_all(weft::channel<int>& numbers, weft::channel<int>& squares) {
  while (const std::optional<int> number = numbers.receive()) squares.send(*number * *number);
  squares.close();
}
