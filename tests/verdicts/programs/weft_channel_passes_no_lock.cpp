// verdict: data_race
// says: total
// Why: the channel orders a send before its receive, not what the sender does afterwards.
#include <thread>

#include <weft/channel.h>

int total = 0;

int main() {
  weft::channel<int> numbers(1);
  std::thread sender([&] {
    numbers.send(1);
    total = 1;
  });
  numbers.receive();
  total = 2;
  sender.join();
}
