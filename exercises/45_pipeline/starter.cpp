// Sends the square of each number, and closes `squares` when no more numbers come.
#include <weft/channel.h>

void square_all(weft::channel<int>& numbers, weft::channel<int>& squares) {
  for (int number : numbers) squares.send(number);
  squares.close();
}
