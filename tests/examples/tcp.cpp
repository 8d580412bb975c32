// A server that sends back what it reads, a fiber for each client, and three clients.
//
// prints: client 0 got hello
// prints: client 1 got hello
// prints: client 2 got hello
#include "weft/tcp.h"

#include <array>
#include <cstdio>

#include "weft/scope.h"

void echo(weft::tcp_stream client) {
  std::array<char, 64> bytes{};
  while (const std::size_t count = client.read(bytes).value())
    client.write_all({bytes.data(), count}).value();
}

int main() {
  weft::tcp_listener listener = weft::tcp_listener::listen(weft::loopback(0)).value();
  weft::scope server;
  server.spawn([&] {
    while (auto client = listener.accept())
      server.spawn([client = std::move(*client)]() mutable { echo(std::move(client)); });
  });

  for (int i = 0; i < 3; ++i) {
    weft::tcp_stream stream = weft::tcp_stream::connect(listener.address()).value();
    stream.write_all("hello").value();
    std::array<char, 5> answer{};
    stream.read_all(answer).value();
    std::printf("client %d got %.5s\n", i, answer.data());
  }
  listener.close();  // ends accept()
  server.join();
}
