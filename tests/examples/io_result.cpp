// Operations on streams return what they read or why they could not; an exception only where nobody asked.
//
// prints: 5 bytes
// prints: no value: broken pipe yes
// prints: thrown: broken pipe yes
#include "weft/io_result.h"

#include <cstdio>

#include "weft/pipe.h"

const char* is_broken_pipe(std::error_code error) { return error == std::errc::broken_pipe ? "yes" : "no"; }

int main() {
  auto [reader, writer] = weft::make_pipe().value();
  weft::io_result<std::size_t> count = writer.write("hello");
  if (count) std::printf("%zu bytes\n", *count);

  reader.close();
  count = writer.write("hello");
  if (!count) std::printf("no value: broken pipe %s\n", is_broken_pipe(count.error()));

  try {
    (void)writer.write("hello").value();
  } catch (const std::system_error& error) {
    std::printf("thrown: broken pipe %s\n", is_broken_pipe(error.code()));
  }
}
