// verdict: accepted
// Why: without room a send returns when its value was received; what the sender did before is seen.
#include <cassert>
#include <thread>

#include <weft/channel.h>

int message = 0;

int main() {
  weft::channel<int> ready;
  std::thread other([&] {
    message = 42;
    ready.send(1);
  });
  assert(ready.receive() == 1);
  assert(message == 42);
  other.join();
}
