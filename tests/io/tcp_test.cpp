#include "weft/tcp.h"

#include <sys/socket.h>

#include <array>
#include <atomic>
#include <numeric>
#include <string>

#include "io/on_io.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

class Tcp : public OnIo {
 protected:
  tcp_listener listener_ = tcp_listener::listen(loopback(0), poller_).value();
  tcp_stream connect() { return tcp_stream::connect(listener_.address(), poller_).value(); }
};

void echo(tcp_stream stream) {
  std::array<char, 256> bytes{};
  for (;;) {
    const io_result<std::size_t> count = stream.read(bytes);
    ASSERT_TRUE(count) << count.error().message();
    if (*count == 0) return;
    ASSERT_TRUE(stream.write_all({bytes.data(), *count}));
  }
}

void ask(tcp_stream& stream, const std::string& question) {
  std::string answer(question.size(), '\0');
  ASSERT_TRUE(stream.write_all(question));
  ASSERT_EQ(stream.read_all(answer).value(), question.size());
  ASSERT_EQ(answer, question);
}

TEST_P(Tcp, EchoesToManyClients) {
  const int clients = on_kernel_threads() ? 16 : 200;
  constexpr int kQuestions = 5;
  std::atomic<int> answered{0};
  run(2 * clients, [&](int i) {
    if (i % 2 == 0) return echo(listener_.accept().value());
    tcp_stream stream = connect();
    for (int q = 0; q < kQuestions; ++q) {
      ask(stream, "question " + std::to_string(i * kQuestions + q));
      ++answered;
    }
  });
  EXPECT_EQ(answered.load(), clients * kQuestions);
  const bool has_workers_to_look = !on_kernel_threads();
  EXPECT_EQ(poller_.has_thread(), !has_workers_to_look);
}

TEST_P(Tcp, LargeTransfersBothWaysAtOnce) {
  std::vector<std::uint32_t> sent(1 << 20), there(sent.size()), back(sent.size());
  std::iota(sent.begin(), sent.end(), 7u);
  const std::size_t bytes = sent.size() * sizeof sent[0];
  tcp_stream client, server;
  run({[&] { client = connect(); }, [&] { server = listener_.accept().value(); }});
  run({[&] { EXPECT_EQ(client.write_all(sent).value(), bytes); },
       [&] { EXPECT_EQ(client.read_all(back).value(), bytes); },
       [&] { EXPECT_EQ(server.write_all(sent).value(), bytes); },
       [&] { EXPECT_EQ(server.read_all(there).value(), bytes); }});
  EXPECT_EQ(there, sent);
  EXPECT_EQ(back, sent);
}

TEST_P(Tcp, EndOfOneDirectionLeavesTheOther) {
  run({[&] {
         tcp_stream client = connect();
         EXPECT_TRUE(client.write_all("question"));
         EXPECT_FALSE(client.shutdown_write());
         std::array<char, 16> bytes{};
         EXPECT_EQ(client.read_all(bytes).value(), 6u);
       },
       [&] {
         tcp_stream server = listener_.accept().value();
         std::array<char, 16> bytes{};
         EXPECT_EQ(server.read_all(bytes).value(), 8u);
         EXPECT_TRUE(server.write_all("answer"));
       }});
}

TEST_P(Tcp, ResetByTheOtherSide) {
  run({[&] {
         tcp_stream client = connect();
         await_waiting_for_io(1);
         const linger at_once{.l_onoff = 1, .l_linger = 0};
         ASSERT_EQ(setsockopt(client.native_handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), 0);
         client.close();
       },
       [&] {
         tcp_stream server = listener_.accept().value();
         char byte = 0;
         EXPECT_EQ(server.read({&byte, 1}).error(), std::errc::connection_reset);
         EXPECT_EQ(server.write({&byte, 1}).error(), std::errc::broken_pipe);
       }});
}

TEST_P(Tcp, NobodyListens) {
  const socket_address gone = listener_.address();
  listener_.close();
  run({[&] { EXPECT_EQ(tcp_stream::connect(gone, poller_).error(), std::errc::connection_refused); }});
  EXPECT_EQ(listener_.accept().error(), std::errc::operation_canceled);
}

// Nobody takes connections out of the backlog: when it is full, connecting waits.
TEST_P(Tcp, ConnectingGivesUpAtTheDeadline) {
  ASSERT_EQ(::listen(listener_.native_handle(), 0), 0);
  run({[&] {
    std::vector<tcp_stream> waiting;
    std::error_code error;
    while (!error && waiting.size() < 100) {
      io_result<tcp_stream> stream = tcp_stream::connect_for(listener_.address(), 20ms, poller_);
      error = stream.error();
      if (stream) waiting.push_back(std::move(*stream));
    }
    EXPECT_EQ(error, std::errc::timed_out);
  }});
}

TEST_P(Tcp, AcceptingGivesUpAtTheDeadline) {
  run({[&] {
    EXPECT_EQ(listener_.accept_for(1ms).error(), std::errc::timed_out);
    tcp_stream client = connect();
    EXPECT_TRUE(listener_.accept_for(1h));
  }});
}

TEST_P(Tcp, CloseEndsAllWaits) {
  constexpr int kWaiting = 4;
  tcp_stream client, server;
  run({[&] { client = connect(); }, [&] { server = listener_.accept().value(); }});
  std::atomic<int> told{0};
  run(kWaiting + 1, [&](int i) {
    char byte = 0;
    const std::string much(1 << 24, 'x');
    if (i == kWaiting) {
      await_waiting_for_io(kWaiting);
      listener_.close();
      client.close();
      return;
    }
    if (i == 0)
      EXPECT_EQ(client.read({&byte, 1}).error(), std::errc::operation_canceled);
    else if (i == 1)
      EXPECT_EQ(client.write_all(much).error(), std::errc::operation_canceled);
    else
      EXPECT_EQ(listener_.accept().error(), std::errc::operation_canceled);
    ++told;
  });
  EXPECT_EQ(told.load(), kWaiting);
}

// Everybody who waits is told of connections that come together.
TEST_P(Tcp, ManyAcceptOneListener) {
  constexpr int kEach = 8;
  std::atomic<int> accepted{0};
  run(2 * kEach, [&](int i) {
    if (i < kEach) {
      EXPECT_TRUE(listener_.accept());
      ++accepted;
      return;
    }
    await_waiting_for_io(1);
    tcp_stream client = connect();
    char byte = 0;
    EXPECT_EQ(client.read({&byte, 1}).value(), 0u);
  });
  EXPECT_EQ(accepted.load(), kEach);
}

TEST_P(Tcp, KnowsItsAddresses) {
  tcp_stream client, server;
  run({[&] { client = connect(); }, [&] { server = listener_.accept().value(); }});
  EXPECT_EQ(client.peer_address().value(), listener_.address());
  EXPECT_EQ(server.peer_address().value(), client.local_address().value());
  EXPECT_FALSE(client.set_no_delay(false));
  client.close();
  EXPECT_EQ(client.peer_address().error(), std::errc::bad_file_descriptor);
}

WEFT_ON_ALL_REACTORS(Tcp);

TEST(SocketAddress, IsWrittenAsItIsRead) {
  EXPECT_EQ(socket_address::parse("10.1.2.3", 80).value().to_string(), "10.1.2.3:80");
  EXPECT_EQ(socket_address::parse("::1", 443).value().to_string(), "[::1]:443");
  EXPECT_EQ(loopback(8080).port(), 8080);
  EXPECT_EQ(socket_address::parse("example.org", 80).error(), std::errc::invalid_argument);
}

TEST(SocketAddress, TcpOverIpv6) {
  io_result<tcp_listener> listener = tcp_listener::listen(socket_address::parse("::1", 0).value());
  if (!listener) GTEST_SKIP() << "no IPv6 here: " << listener.error().message();
  fiber client([&] { EXPECT_TRUE(tcp_stream::connect(listener->address()).value().write("six")); });
  std::array<char, 8> bytes{};
  EXPECT_EQ(listener->accept().value().read_all(bytes).value(), 3u);
}

}  // namespace
}  // namespace weft
