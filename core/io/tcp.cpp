// weft/tcp.h
#include "weft/tcp.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "contract/check.h"
#include "io/descriptor.h"
#include "io/descriptor_poller.h"
#include "io/owned_descriptor.h"
#include "io/perform_async.h"
#include "weft/poller.h"

namespace weft {
namespace {

using runtime::Descriptor;
using runtime::Direction;
using runtime::OwnedDescriptor;
using runtime::system_result;

std::error_code last_error() { return {errno, std::generic_category()}; }

const sockaddr* address_of(const socket_address& address) {
  return static_cast<const sockaddr*>(address.data());
}

int family_of(const socket_address& address) { return address_of(address)->sa_family; }

std::error_code set_option(int descriptor, int level, int option, int value) {
  return setsockopt(descriptor, level, option, &value, sizeof value) == 0 ? std::error_code() : last_error();
}

// Of a new connection: programs that answer one another in small pieces would wait for a timer at each turn.
void prepare(int descriptor) {
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
#ifdef SO_NOSIGPIPE
  set_option(descriptor, SOL_SOCKET, SO_NOSIGPIPE, 1);
#endif
}

// A connection under way is asked for again after each wakeup, until it is there or has failed.
ssize_t try_connect(int descriptor, const socket_address& to) {
  int error = 0;
  socklen_t length = sizeof error;
  if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error != 0) return -error;
  const ssize_t done = system_result(::connect(descriptor, address_of(to), to.size()));
  if (done == -EINPROGRESS || done == -EALREADY || done == -EINTR) return -EAGAIN;
  return done == -EISCONN ? 0 : done;
}

// One that has gone again is not worth telling: on to the next one.
ssize_t try_accept(int descriptor) {
  const ssize_t client = system_result(::accept(descriptor, nullptr, nullptr));
  return client == -ECONNABORTED ? -EINTR : client;
}

io_result<Descriptor*> new_socket(const socket_address& address, poller& on) {
  OwnedDescriptor socket(::socket(family_of(address), SOCK_STREAM, 0));
  if (!socket) return last_error();
  prepare(socket.get());
  io_result<Descriptor*> core = on.core().adopt(socket.get());
  if (core) socket.release();
  return core;
}

io_result<socket_address> ask_address(int (*ask)(int, sockaddr*, socklen_t*), int descriptor) {
  socket_address address;
  socklen_t length = socket_address::kRoom;
  if (ask(descriptor, static_cast<sockaddr*>(address.data()), &length) != 0) return last_error();
  return address;
}

}  // namespace

io_result<tcp_stream> tcp_stream::connect_until(const socket_address& to, detail::io_deadline deadline,
                                                poller& on) {
  const io_result<Descriptor*> core = new_socket(to, on);
  if (!core) return core.error();
  tcp_stream stream(*core);
  const auto attempt = [&to](int descriptor) { return try_connect(descriptor, to); };
  const io_result<std::size_t> done = stream.core()->perform(Direction::writes, deadline, attempt);
  if (!done) return done.error();
  return stream;
}

task<io_result<tcp_stream>> tcp_stream::async_connect(socket_address to, io_limits limits, poller& on) {
  const io_result<Descriptor*> core = new_socket(to, on);
  if (!core) co_return core.error();
  tcp_stream stream(*core);
  const auto attempt = [&to](int descriptor) { return try_connect(descriptor, to); };
  const io_result<std::size_t> done =
      co_await runtime::perform_async(*stream.core(), Direction::writes, attempt, std::move(limits));
  if (!done) co_return done.error();
  co_return stream;
}

std::error_code tcp_stream::shutdown_write() {
  return ::shutdown(native_handle(), SHUT_WR) == 0 ? std::error_code() : last_error();
}

std::error_code tcp_stream::set_no_delay(bool on) {
  return set_option(native_handle(), IPPROTO_TCP, TCP_NODELAY, on ? 1 : 0);
}

io_result<socket_address> tcp_stream::local_address() const {
  return ask_address(::getsockname, native_handle());
}
io_result<socket_address> tcp_stream::peer_address() const {
  return ask_address(::getpeername, native_handle());
}

io_result<tcp_listener> tcp_listener::listen(const socket_address& at, poller& on) {
  const io_result<Descriptor*> core = new_socket(at, on);
  if (!core) return core.error();
  tcp_listener listener(*core);
  const int descriptor = listener.native_handle();
  if (const std::error_code error = set_option(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)) return error;
  if (::bind(descriptor, address_of(at), at.size()) != 0 || ::listen(descriptor, SOMAXCONN) != 0)
    return last_error();
  return listener;
}

io_result<tcp_stream> tcp_listener::accept_until(detail::io_deadline deadline) {
  WEFT_CHECK(core_ != nullptr);  // somebody accepts from a listener that was never opened, or was moved away
  const io_result<std::size_t> accepted = core_->perform(Direction::reads, deadline, try_accept);
  if (!accepted) return accepted.error();
  return taken(static_cast<int>(*accepted));
}

task<io_result<tcp_stream>> tcp_listener::async_accept(io_limits limits) {
  WEFT_CHECK(core_ != nullptr);  // as above
  const io_result<std::size_t> accepted =
      co_await runtime::perform_async(*core_, Direction::reads, try_accept, std::move(limits));
  if (!accepted) co_return accepted.error();
  co_return taken(static_cast<int>(*accepted));
}

io_result<tcp_stream> tcp_listener::taken(int descriptor) {
  OwnedDescriptor client(descriptor);
  prepare(client.get());
  const io_result<Descriptor*> core = core_->poller().adopt(client.get());
  if (!core) return core.error();
  client.release();
  return tcp_stream(*core);
}

socket_address tcp_listener::address() const {
  const io_result<socket_address> address = ask_address(::getsockname, native_handle());
  WEFT_CHECK(address);  // somebody asks a closed listener for its address
  return *address;
}

}  // namespace weft
