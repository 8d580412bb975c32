// Operations that the system does on its own and tells when they are done, in contrast to streams, which are
// told when something can be done. Also for plain files, which are always ready and then block.
//
//   weft::proactor system;  // io_uring, or threads where that is not allowed
//   std::printf("%s %s\n", weft::to_string(system.kind()), system.why_emulated().c_str());
//   weft::io_result<std::size_t> count = system.read(file, block, 4096);
//   system.submit_write(file, block, 0, [](weft::io_result<std::size_t> written) { ... });
//
// Threads:    any. Callbacks run on a kernel thread of the proactor's: briefly, without waiting.
// Blocking:   read(), write(), accept() and flush() wait, parked; async_ ones are for tasks; submit_ never.
// Errors:     io_result. With limits: timed_out, or operation_canceled; nothing of
//             the operation goes on afterwards.
// Ownership:  buffers stay until the operation has ended, and descriptors stay open. None is under
//             way when the proactor is destroyed.
// Complexity: a hand-over to the proactor's thread; system calls are shared by what comes together. Emulated:
//             a kernel thread for each operation that is under way, at most proactor_settings::most_threads.
// Source:     Pyarali, Harrison, Schmidt, Jordan, "Proactor", PLoP 1997; Axboe,
//             "Efficient IO with io_uring", 2019.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "weft/buffer.h"
#include "weft/detail/proactor_operation.h"
#include "weft/io_result.h"
#include "weft/stream.h"

namespace weft {

enum class proactor_kind : std::uint8_t {
  best,
  io_uring,
  emulated,  // by threads that wait
};
const char* to_string(proactor_kind kind);

struct proactor_settings {
  proactor_kind kind = proactor_kind::best;
  unsigned entries = 256;   // io_uring: operations handed to the kernel at once; more wait for their turn
  int most_threads = 1024;  // emulated: operations under way at once; more wait for their turn
};

enum class operation_id : std::uint64_t {};

class proactor {
 public:
  using completion = std::function<void(io_result<std::size_t>)>;
  // Where the descriptor stands, which moves on; the only place in pipes and sockets.
  static constexpr std::int64_t kHere = -1;

  // Asked for io_uring where it is not to be had, it is emulated too: see kind().
  explicit proactor(const proactor_settings& settings = {});
  ~proactor();
  proactor(const proactor&) = delete;
  proactor& operator=(const proactor&) = delete;

  proactor_kind kind() const;  // io_uring or emulated
  // Why there is no io_uring; empty where there is, or where nobody asked for it.
  const std::string& why_emulated() const;
  const runtime::Proactor& core() const { return *core_; }  // what those who wait are shown to wait for

  // Some bytes; 0: the end.
  io_result<std::size_t> read(int descriptor, buffer to, std::int64_t at = kHere, io_limits limits = {});
  io_result<std::size_t> write(int descriptor, const_buffer from, std::int64_t at = kHere,
                               io_limits limits = {});
  // A connection's descriptor, which is the caller's.
  io_result<std::size_t> accept(int listener, io_limits limits = {});
  // What was written to the file is on the medium afterwards.
  io_result<std::size_t> flush(int descriptor, io_limits limits = {});

  // For tasks.
  using awaitable = detail::limited_awaitable<detail::proactor_wait>;
  awaitable async_read(int descriptor, buffer to, std::int64_t at = kHere, io_limits limits = {}) {
    return limited(detail::proactor_request::read(descriptor, to, at), std::move(limits));
  }
  awaitable async_write(int descriptor, const_buffer from, std::int64_t at = kHere, io_limits limits = {}) {
    return limited(detail::proactor_request::write(descriptor, from, at), std::move(limits));
  }
  awaitable async_accept(int listener, io_limits limits = {}) {
    return limited(detail::proactor_request::accept(listener), std::move(limits));
  }
  awaitable async_flush(int descriptor, io_limits limits = {}) {
    return limited(detail::proactor_request::flush(descriptor), std::move(limits));
  }

  operation_id submit_read(int descriptor, buffer to, std::int64_t at, completion done);
  operation_id submit_write(int descriptor, const_buffer from, std::int64_t at, completion done);
  operation_id submit_accept(int listener, completion done);
  operation_id submit_flush(int descriptor, completion done);
  // Asks it to end with operation_canceled; it may be done all the same. No effect where it has ended.
  void cancel(operation_id operation);

 private:
  awaitable limited(detail::proactor_request request, io_limits limits) {
    return awaitable(detail::proactor_wait(*core_, request, limits.stop), limits.deadline, limits.stop);
  }
  operation_id submit(detail::proactor_request request, completion done);
  io_result<std::size_t> perform(detail::proactor_request request, io_limits limits);

  std::unique_ptr<runtime::Proactor> core_;
  std::string why_emulated_;
};

}  // namespace weft
