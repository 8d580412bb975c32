// A pipe of the system: bytes written at one end are read at the other. See weft/stream.h.
//
//   auto [reader, writer] = weft::make_pipe().value();
//   weft::fiber child([&] { (void)writer.write_all("hello"); writer.close(); });
//   char text[16];
//   while (reader.read(text).value() > 0) { ... }      // 0: nobody has the other end any more
//
// Threads:    as weft/stream.h.
// Blocking:   as weft/stream.h: reading while it is empty, writing while it is full.
// Errors:     writing where nobody reads any more is broken_pipe, without a signal. make_pipe() says what the
//             system said, too_many_files_open for one.
// Complexity: as weft/stream.h.
#pragma once

#include "weft/stream.h"

namespace weft {

class pipe_reader : public detail::stream_base, public detail::reads<pipe_reader> {
 public:
  pipe_reader() = default;
  // Takes over an open descriptor; it does not block from now on, for nobody who shares it.
  // Where this fails, the descriptor stays the caller's.
  static io_result<pipe_reader> adopt(int descriptor, poller& on = poller::shared());

 private:
  using stream_base::stream_base;
};

class pipe_writer : public detail::stream_base, public detail::writes<pipe_writer, detail::way_out::pipe> {
 public:
  pipe_writer() = default;
  static io_result<pipe_writer> adopt(int descriptor, poller& on = poller::shared());

 private:
  using stream_base::stream_base;
};

struct pipe_ends {
  pipe_reader reader;
  pipe_writer writer;
};
io_result<pipe_ends> make_pipe(poller& on = poller::shared());

}  // namespace weft
