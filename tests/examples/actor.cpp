// An account that nobody but its actor touches, so it needs no lock.
//
// prints: balance 42
#include "weft/actor.h"

#include <cstdio>
#include <variant>

#include "weft/future.h"

struct deposit {
  int amount;
};
struct balance {
  weft::promise<int> reply;
};
using request = std::variant<deposit, balance>;

int main() {
  const auto account = weft::spawn_actor<request>([total = 0](weft::actor<request>& self) mutable {
    for (;;) {  // until somebody stops it: then receive() does not return
      request next = self.receive();
      if (auto* more = std::get_if<deposit>(&next)) total += more->amount;
      if (auto* asked = std::get_if<balance>(&next)) asked->reply.set_value(total);
    }
  });
  account.tell(deposit{30});
  account.tell(deposit{12});

  weft::promise<int> reply;
  weft::future<int> answer = reply.get_future();
  account.tell(balance{std::move(reply)});
  std::printf("balance %d\n", answer.get());

  account.stop();
  account.wait();
}
