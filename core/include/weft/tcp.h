// TCP connections. See weft/stream.h for reading and writing.
//
//   weft::tcp_listener listener = weft::tcp_listener::listen(weft::loopback(0)).value();
//   weft::spawn([&] {
//     while (weft::io_result<weft::tcp_stream> client = listener.accept()) serve(std::move(*client));
//   });
//   weft::tcp_stream stream = weft::tcp_stream::connect(listener.address()).value();
//
// Threads:    as weft/stream.h; several agents may accept at one listener.
// Blocking:   as weft/stream.h; accept() and connect() wait, parked.
// Errors:     as weft/stream.h; connect() where nobody listens is connection_refused, listen() at a port
//             that somebody has is address_in_use.
// Complexity: as weft/stream.h.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "weft/stream.h"

namespace weft {

// An IPv4 or IPv6 address and a port. Names are not looked up.
class socket_address {
 public:
  socket_address() = default;
  // "127.0.0.1" or "::1"; invalid_argument where it is neither.
  static io_result<socket_address> parse(std::string_view host, std::uint16_t port);

  std::uint16_t port() const;
  std::string to_string() const;  // 127.0.0.1:80, [::1]:80

  // As the system's calls take it: struct sockaddr.
  const void* data() const { return bytes_.data(); }
  void* data() { return bytes_.data(); }
  unsigned size() const;
  static constexpr unsigned kRoom = 28;  // of the largest, an IPv6 one
  friend bool operator==(const socket_address& a, const socket_address& b) {
    return a.to_string() == b.to_string();
  }

 private:
  alignas(8) std::array<std::byte, 32> bytes_{};
};

// 127.0.0.1. Port 0: a free one, where something is to listen.
socket_address loopback(std::uint16_t port);

class tcp_stream : public detail::stream_base,
                   public detail::reads<tcp_stream>,
                   public detail::writes<tcp_stream, detail::way_out::socket> {
 public:
  tcp_stream() = default;

  static io_result<tcp_stream> connect(const socket_address& to, poller& on = poller::shared()) {
    return connect_until(to, detail::kNoDeadline, on);
  }
  template <class Rep, class Period>
  static io_result<tcp_stream> connect_for(const socket_address& to,
                                           const std::chrono::duration<Rep, Period>& length,
                                           poller& on = poller::shared()) {
    return connect_until(to, detail::deadline_after(length), on);
  }
  static io_result<tcp_stream> connect_until(const socket_address& to, detail::io_deadline deadline,
                                             poller& on = poller::shared());

  static task<io_result<tcp_stream>> async_connect(socket_address to, io_limits limits = {},
                                                   poller& on = poller::shared());

  // The other side reads the end of the stream when it has read everything before; reading goes on.
  std::error_code shutdown_write();
  // Whether small writes leave at once (they do by default) instead of waiting
  // for the other side's confirmation.
  std::error_code set_no_delay(bool on);
  io_result<socket_address> local_address() const;
  io_result<socket_address> peer_address() const;

 private:
  friend class tcp_listener;
  using stream_base::stream_base;
};

class tcp_listener : public detail::stream_base {
 public:
  tcp_listener() = default;

  // The streams that it accepts use the same poller.
  static io_result<tcp_listener> listen(const socket_address& at, poller& on = poller::shared());

  io_result<tcp_stream> accept() { return accept_until(detail::kNoDeadline); }
  template <class Rep, class Period>
  io_result<tcp_stream> accept_for(const std::chrono::duration<Rep, Period>& length) {
    return accept_until(detail::deadline_after(length));
  }
  io_result<tcp_stream> accept_until(detail::io_deadline deadline);
  task<io_result<tcp_stream>> async_accept(io_limits limits = {});

  // With the port that the system chose. REQUIRES: it is open.
  socket_address address() const;

 private:
  io_result<tcp_stream> taken(int descriptor);
  using stream_base::stream_base;
};

}  // namespace weft
