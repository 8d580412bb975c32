// The same program with poll(2) instead of what the system does best.
//
// prints: poll: hello
#include "weft/poller.h"

#include <array>
#include <cstdio>

#include "weft/fiber.h"
#include "weft/pipe.h"

int main() {
  weft::poller with_poll(weft::reactor_kind::poll);  // outlives who uses it
  weft::scheduler workers({.workers = 2, .poller = &with_poll});
  auto [reader, writer] = weft::make_pipe(with_poll).value();

  weft::fiber waiting(workers, [&reader = reader, &with_poll] {
    std::array<char, 16> text{};
    const std::size_t count = reader.read(text).value();  // an idle worker sleeps in poll(2) meanwhile
    std::printf("%s: %.*s\n", weft::to_string(with_poll.kind()), static_cast<int>(count), text.data());
  });
  writer.write_all("hello").value();
  waiting.join();
}
