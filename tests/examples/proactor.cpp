// Writing to a file and reading from it without blocking a worker. (For streams there is weft/stream.h.)
//
// prints: wrote 12, read 5: world
// prints: in the background: 12
#include "weft/proactor.h"

#include <array>
#include <cstdio>
#include <string>

#include "weft/future.h"

int main() {
  weft::proactor system;  // kind() says whether it is io_uring
  std::FILE* const file = std::tmpfile();
  const int descriptor = fileno(file);

  const std::size_t written = system.write(descriptor, "hello, world", 0).value();
  std::array<char, 5> text{};
  const std::size_t count = system.read(descriptor, text, 7).value();
  std::printf("wrote %zu, read %zu: %.*s\n", written, count, static_cast<int>(count), text.data());

  std::array<char, 100> all{};
  weft::promise<std::size_t> done;  // the callback runs on the proactor's thread: it only passes on
  weft::future<std::size_t> later = done.get_future();
  system.submit_read(descriptor, all, 0,
                     [&](weft::io_result<std::size_t> read) { done.set_value(read.value()); });
  std::printf("in the background: %zu\n", later.get());
  std::fclose(file);
}
