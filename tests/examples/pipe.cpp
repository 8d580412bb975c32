// A fiber writes lines, main counts them until the other end is closed.
//
// prints: 1000 lines
#include "weft/pipe.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "weft/fiber.h"

int main() {
  auto [reader, writer] = weft::make_pipe().value();
  weft::fiber child([&writer = writer] {
    for (int i = 0; i < 1000; ++i)
      if (!writer.write_all("a line of text, until the pipe is full\n")) return;
    writer.close();
  });

  std::array<char, 512> text{};
  long lines = 0;
  while (const std::size_t count = reader.read(text).value())  // 0: nobody has the other end any more
    lines += std::count(text.begin(), text.begin() + static_cast<long>(count), '\n');
  child.join();
  std::printf("%ld lines\n", lines);
}
