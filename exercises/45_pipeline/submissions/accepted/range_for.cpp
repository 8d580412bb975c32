// A loop over the channel ends when it is closed and empty.
#include <weft/channel.h>

void square_all(weft::channel<int>& numbers, weft::channel<int>& squares) {
  for (int number : numbers) squares.send(number * number);
  squares.close();
}
