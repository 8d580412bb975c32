// Streams move bytes; a buffer is made from whatever holds them: numbers, a text, a part of an array.
//
// prints: 12 bytes: 1 2 3
// prints: hello
#include "weft/buffer.h"

#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "weft/pipe.h"

int main() {
  auto [reader, writer] = weft::make_pipe().value();

  const std::vector<int> numbers{1, 2, 3};
  writer.write_all(numbers).value();
  std::array<int, 3> read{};
  const std::size_t bytes = reader.read_all(read).value();
  std::printf("%zu bytes: %d %d %d\n", bytes, read[0], read[1], read[2]);

  const std::string text = "hello, world";
  writer.write_all({text.data(), 5}).value();  // only the first five
  std::array<char, 100> room{};
  const weft::buffer first_half{room.data(), 50};
  const std::size_t count = reader.read(first_half).value();
  std::printf("%.*s\n", static_cast<int>(count), room.data());
}
