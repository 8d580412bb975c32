// A worker that fails is started again, with a clean state; who asked it the wrong thing only waits a moment.
//
// prints: answer 42
// prints: restarted 1 time
#include "weft/supervisor.h"

#include <cstdio>
#include <stdexcept>
#include <variant>

#include "weft/future.h"
#include "weft/semaphore.h"

struct crash {};
using request = std::variant<crash, weft::promise<int>>;

void work(weft::actor<request>& self) {
  for (;;) {
    request next = self.receive();
    if (std::holds_alternative<crash>(next)) throw std::runtime_error("a request that nobody foresaw");
    std::get<weft::promise<int>>(next).set_value(42);
  }
}

int main() {
  weft::counting_semaphore<> started(0);
  weft::actor_ref<request> worker;  // the latest
  const auto start = [&] {
    worker = weft::spawn_actor<request>(work);
    started.release();
    return worker;
  };
  weft::supervisor top({.most_restarts = 3}, {{.name = "worker", .start = start}});
  started.acquire();
  worker.tell(crash{});
  started.acquire();  // again

  weft::promise<int> reply;
  weft::future<int> answer = reply.get_future();
  worker.tell(std::move(reply));
  std::printf("answer %d\n", answer.get());
  std::printf("restarted %d time\n", top.children().front().restarts);
}
