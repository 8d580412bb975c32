// verdict: deadlock
// says: channel numbers
// Why: there is room for one value, and nobody receives before the second was sent.
#include <weft/channel.h>

int main() {
  weft::channel<int> numbers(1);
  numbers.send(1);
  numbers.send(2);
}
