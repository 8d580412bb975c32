// A disk that serves two requests at a time, each for ten milliseconds of virtual time.
//
// prints: request 0 done at 10 ms
// prints: request 1 done at 10 ms
// prints: request 2 done at 20 ms
// prints: request 3 done at 20 ms
// prints: at most 2 waited in line
#include "weft/simulated_device.h"

#include <array>
#include <cstdio>

using namespace std::chrono_literals;

int main() {
  weft::virtual_clock clock;
  weft::simulated_device disk(clock, {.channels = 2, .latency = weft::latency_model::constant(10ms)});

  std::array<char, 512> block{};
  for (int request = 0; request < 4; ++request) {
    const auto done = [&clock, request](weft::io_result<std::size_t>) {
      std::printf("request %d done at %ld ms\n", request,
                  static_cast<long>(clock.now().time_since_epoch() / 1ms));
    };
    disk.submit_read(0, block, done).value();
  }
  while (clock.advance_to_next()) {
  }
  std::printf("at most %zu waited in line\n", disk.statistics().longest_queue);
}
