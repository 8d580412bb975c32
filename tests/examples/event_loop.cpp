// A loop in virtual time: it takes no time to wait for an hour.
//
// prints: posted
// prints: tick at 10 min
// prints: tick at 20 min
// prints: tick at 30 min
// prints: read hello
#include "weft/event_loop.h"

#include <array>
#include <cstdio>

#include "weft/pipe.h"

using namespace std::chrono_literals;

int main() {
  weft::virtual_clock clock;
  weft::event_loop loop({.clock = &clock});
  auto [reader, writer] = weft::make_pipe().value();

  int ticks = 0;
  const weft::event_id ticking = loop.run_every(10min, [&] {
    std::printf("tick at %ld min\n", static_cast<long>(clock.now().time_since_epoch() / 1min));
    if (++ticks < 3) return;
    loop.cancel(ticking);
    writer.write_all("hello").value();
  });
  (void)loop.on_readable(reader.native_handle(), [&] {
    std::array<char, 16> text{};
    const std::size_t count = reader.read(text).value();
    std::printf("read %.*s\n", static_cast<int>(count), text.data());
    loop.stop();
  });
  loop.post([] { std::puts("posted"); });
  loop.run();
}
