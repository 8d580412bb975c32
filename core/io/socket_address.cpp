#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

#include "weft/tcp.h"

namespace weft {
namespace {

static_assert(sizeof(sockaddr_in6) <= socket_address::kRoom);

sa_family_t family_of(const void* address) {
  sockaddr plain;
  std::memcpy(&plain, address, sizeof plain);
  return plain.sa_family;
}

template <class Address>
Address as(const void* address) {
  Address typed;
  std::memcpy(&typed, address, sizeof typed);
  return typed;
}

}  // namespace

io_result<socket_address> socket_address::parse(std::string_view host, std::uint16_t port) {
  socket_address parsed;
  const std::string text(host);
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    std::memcpy(parsed.data(), &v4, sizeof v4);
  } else if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    std::memcpy(parsed.data(), &v6, sizeof v6);
  } else {
    return std::errc::invalid_argument;
  }
  return parsed;
}

std::uint16_t socket_address::port() const {
  return ntohs(family_of(data()) == AF_INET6 ? as<sockaddr_in6>(data()).sin6_port
                                             : as<sockaddr_in>(data()).sin_port);
}

std::string socket_address::to_string() const {
  char text[INET6_ADDRSTRLEN] = {};
  const std::string port_text = std::to_string(port());
  if (family_of(data()) == AF_INET6) {
    const auto address = as<sockaddr_in6>(data()).sin6_addr;
    inet_ntop(AF_INET6, &address, text, sizeof text);
    return "[" + std::string(text) + "]:" + port_text;
  }
  const auto address = as<sockaddr_in>(data()).sin_addr;
  inet_ntop(AF_INET, &address, text, sizeof text);
  return text + (":" + port_text);
}

unsigned socket_address::size() const {
  return family_of(data()) == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
}

socket_address loopback(std::uint16_t port) { return *socket_address::parse("127.0.0.1", port); }

}  // namespace weft
