// Closes behind the first square: what is sent into a closed channel is refused.
#include <weft/channel.h>

void square_all(weft::channel<int>& numbers, weft::channel<int>& squares) {
  for (int number : numbers) {
    squares.send(number * number);
    squares.close();
  }
}
