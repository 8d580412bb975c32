// A function for streams of every kind, here between two pipes; and a read that gives up.
//
// prints: copied 5 bytes: hello
// prints: nothing for 1 ms: timed out yes
#include "weft/stream.h"

#include <array>
#include <cstdio>

#include "weft/fiber.h"
#include "weft/pipe.h"

using namespace std::chrono_literals;

template <class From, class To>
std::size_t copy(From& from, To& to) {
  std::array<char, 4> part{};
  std::size_t copied = 0;
  while (const std::size_t count = from.read(part).value()) {  // 0: the other side has ended
    to.write_all({part.data(), count}).value();
    copied += count;
  }
  return copied;
}

int main() {
  auto [source, into_source] = weft::make_pipe().value();
  auto [copies, into_copies] = weft::make_pipe().value();
  into_source.write_all("hello").value();
  into_source.close();
  const std::size_t copied = copy(source, into_copies);
  std::array<char, 5> text{};
  copies.read_all(text).value();
  std::printf("copied %zu bytes: %.5s\n", copied, text.data());

  const auto late = copies.read_for(text, 1ms);
  std::printf("nothing for 1 ms: timed out %s\n", late.error() == std::errc::timed_out ? "yes" : "no");
}
