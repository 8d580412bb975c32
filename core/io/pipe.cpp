// weft/pipe.h
#include "weft/pipe.h"

#include <fcntl.h>
#include <unistd.h>

#include "io/descriptor_poller.h"
#include "io/owned_descriptor.h"

namespace weft {

io_result<pipe_reader> pipe_reader::adopt(int descriptor, poller& on) {
  const io_result<runtime::Descriptor*> core = on.core().adopt(descriptor);
  if (!core) return core.error();
  return pipe_reader(*core);
}

io_result<pipe_writer> pipe_writer::adopt(int descriptor, poller& on) {
  const io_result<runtime::Descriptor*> core = on.core().adopt(descriptor);
  if (!core) return core.error();
  return pipe_writer(*core);
}

io_result<pipe_ends> make_pipe(poller& on) {
  int ends[2];
  if (::pipe(ends) != 0) return std::error_code(errno, std::generic_category());
  runtime::OwnedDescriptor reading(ends[0]), writing(ends[1]);
  for (const int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
  io_result<pipe_reader> reader = pipe_reader::adopt(reading.get(), on);
  if (!reader) return reader.error();
  reading.release();
  io_result<pipe_writer> writer = pipe_writer::adopt(writing.get(), on);
  if (!writer) return writer.error();
  writing.release();
  return pipe_ends{std::move(*reader), std::move(*writer)};
}

}  // namespace weft
