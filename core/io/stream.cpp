// weft/stream.h
#include "weft/stream.h"

#include <sys/socket.h>
#include <unistd.h>

#include "contract/check.h"
#include "io/descriptor.h"
#include "io/descriptor_poller.h"
#include "io/perform_async.h"
#include "io/write_pipe.h"

namespace weft::detail {

using runtime::Descriptor;
using runtime::Direction;
using runtime::system_result;

stream_base& stream_base::operator=(stream_base&& other) noexcept {
  if (this == &other) return *this;
  stream_base(std::move(*this));
  core_ = std::exchange(other.core_, nullptr);
  return *this;
}

stream_base::~stream_base() {
  if (core_ != nullptr) core_->poller().release(*core_);
}

bool stream_base::is_open() const { return core_ != nullptr && core_->is_open(); }
int stream_base::native_handle() const { return core_ == nullptr ? -1 : core_->system_descriptor(); }
void stream_base::close() {
  if (core_ != nullptr) core_->close();
}

namespace {

auto reading(Descriptor* from, buffer to) {
  WEFT_CHECK(from != nullptr);  // somebody reads from a stream that was never opened, or was moved away
  return [to](int descriptor) { return system_result(::read(descriptor, to.data, to.size)); };
}

auto writing(Descriptor* to, way_out way, const_buffer from) {
  WEFT_CHECK(to != nullptr);  // somebody writes to a stream that was never opened, or was moved away
  return [way, from](int descriptor) {
    if (way == way_out::pipe) return runtime::write_pipe(descriptor, from);
    return system_result(::send(descriptor, from.data, from.size, MSG_NOSIGNAL));
  };
}

}  // namespace

io_result<std::size_t> read_some(Descriptor* from, buffer to, io_deadline deadline) {
  return from->perform(Direction::reads, deadline, reading(from, to));
}

io_result<std::size_t> write_some(Descriptor* to, way_out way, const_buffer from, io_deadline deadline) {
  return to->perform(Direction::writes, deadline, writing(to, way, from));
}

task<io_result<std::size_t>> async_read_some(Descriptor* from, buffer to, io_limits limits) {
  return runtime::perform_async(*from, Direction::reads, reading(from, to), std::move(limits));
}

task<io_result<std::size_t>> async_write_some(Descriptor* to, way_out way, const_buffer from,
                                              io_limits limits) {
  return runtime::perform_async(*to, Direction::writes, writing(to, way, from), std::move(limits));
}

io_result<std::size_t> read_all(Descriptor* from, buffer to, io_deadline deadline) {
  std::size_t done = 0;
  while (done < to.size) {
    const io_result<std::size_t> count = read_some(from, to.from(done), deadline);
    if (!count) return count;
    if (*count == 0) break;
    done += *count;
  }
  return done;
}

io_result<std::size_t> write_all(Descriptor* to, way_out way, const_buffer from, io_deadline deadline) {
  std::size_t done = 0;
  while (done < from.size) {
    const io_result<std::size_t> count = write_some(to, way, from.from(done), deadline);
    if (!count) return count;
    done += *count;
  }
  return done;
}

task<io_result<std::size_t>> async_read_all(Descriptor* from, buffer to, io_limits limits) {
  std::size_t done = 0;
  while (done < to.size) {
    const io_result<std::size_t> count = co_await async_read_some(from, to.from(done), limits);
    if (!count) co_return count;
    if (*count == 0) break;
    done += *count;
  }
  co_return done;
}

task<io_result<std::size_t>> async_write_all(Descriptor* to, way_out way, const_buffer from,
                                             io_limits limits) {
  std::size_t done = 0;
  while (done < from.size) {
    const io_result<std::size_t> count = co_await async_write_some(to, way, from.from(done), limits);
    if (!count) co_return count;
    done += *count;
  }
  co_return done;
}

}  // namespace weft::detail
