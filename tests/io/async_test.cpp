// Tasks that wait for streams without a stack.
#include <array>
#include <atomic>
#include <string>

#include "io/on_io.h"
#include "weft/pipe.h"
#include "weft/task.h"
#include "weft/tcp.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

class AsyncIo : public testing::TestWithParam<std::tuple<int, reactor_kind>> {
 protected:
  poller poller_{std::get<1>(GetParam())};
  scheduler on_{{.workers = std::get<0>(GetParam()), .poller = &poller_}};
};

INSTANTIATE_TEST_SUITE_P(, AsyncIo,
                         testing::Combine(testing::Values(1, 2, 8, 64), testing::ValuesIn(reactor_kinds())),
                         [](const auto& info) {
                           return std::to_string(std::get<0>(info.param)) + "Workers_" +
                                  to_string(std::get<1>(info.param));
                         });

task<> echo(tcp_stream stream) {
  std::array<char, 64> bytes{};
  for (;;) {
    const io_result<std::size_t> count = co_await stream.async_read(bytes);
    if (!count || *count == 0) co_return;
    EXPECT_TRUE(co_await stream.async_write_all({bytes.data(), *count}));
  }
}

task<> serve(tcp_listener& listener, scope& clients, int count) {
  for (int i = 0; i < count; ++i) clients.spawn(echo((co_await listener.async_accept()).value()));
}

task<> ask(poller& on, socket_address server, int number, std::atomic<int>& answered) {
  tcp_stream stream = (co_await tcp_stream::async_connect(server, {}, on)).value();
  const std::string question = "question " + std::to_string(number);
  std::string answer(question.size(), '\0');
  EXPECT_TRUE(co_await stream.async_write_all(question));
  EXPECT_TRUE(co_await stream.async_read_all(answer));
  EXPECT_EQ(answer, question);
  ++answered;
}

TEST_P(AsyncIo, EchoesToManyTasks) {
  constexpr int kClients = 200;
  tcp_listener listener = tcp_listener::listen(loopback(0), poller_).value();
  std::atomic<int> answered{0};
  {
    scope all(on_);
    all.spawn(serve(listener, all, kClients));
    for (int i = 0; i < kClients; ++i) all.spawn(ask(poller_, listener.address(), i, answered));
    all.join();
  }
  EXPECT_EQ(answered.load(), kClients);
  EXPECT_FALSE(poller_.has_thread());
}

TEST_P(AsyncIo, ReadersWaitWithoutAStack) {
  pipe_ends pipe = make_pipe(poller_).value();
  std::array<char, 16> bytes{};
  running_task<io_result<std::size_t>> reading = start(on_, pipe.reader.async_read(bytes));
  await_waiting_for_io(1);
  for (const agent_info& agent : agents())
    if (agent.waits_for == "io") {
      EXPECT_EQ(agent.kind, "task");
      EXPECT_EQ(agent.stack_base, nullptr);
    }
  EXPECT_TRUE(pipe.writer.write("hello"));
  EXPECT_EQ(reading.join().value(), 5u);
}

TEST_P(AsyncIo, GivesUpAtTheDeadlineAndWorksAfterwards) {
  pipe_ends pipe = make_pipe(poller_).value();
  std::array<char, 16> bytes{};
  const auto soon = std::chrono::steady_clock::now() + 1ms;
  EXPECT_EQ(run(on_, pipe.reader.async_read(bytes, {.deadline = soon})).error(), std::errc::timed_out);
  EXPECT_TRUE(pipe.writer.write("later"));
  EXPECT_EQ(run(on_, pipe.reader.async_read(bytes, {.deadline = soon})).value(), 5u);
}

TEST_P(AsyncIo, StopEndsTheWait) {
  pipe_ends pipe = make_pipe(poller_).value();
  std::array<char, 16> bytes{};
  std::stop_source stop;
  auto reading = start(on_, pipe.reader.async_read(bytes, {.stop = stop.get_token()}));
  await_waiting_for_io(1);
  stop.request_stop();
  EXPECT_EQ(reading.join().error(), std::errc::operation_canceled);
  EXPECT_TRUE(pipe.writer.write("x"));
  EXPECT_EQ(run(on_, pipe.reader.async_read(bytes)).value(), 1u);
}

TEST_P(AsyncIo, CloseEndsTheWait) {
  tcp_listener listener = tcp_listener::listen(loopback(0), poller_).value();
  pipe_ends pipe = make_pipe(poller_).value();
  std::array<char, 16> bytes{};
  auto reading = start(on_, pipe.reader.async_read(bytes));
  auto accepting = start(on_, listener.async_accept());
  await_waiting_for_io(2);
  pipe.reader.close();
  listener.close();
  EXPECT_EQ(reading.join().error(), std::errc::operation_canceled);
  EXPECT_EQ(accepting.join().error(), std::errc::operation_canceled);
  EXPECT_EQ(run(on_, pipe.reader.async_read(bytes)).error(), std::errc::operation_canceled);
}

task<> send_all(pipe_writer& to, const std::string& all) {
  EXPECT_EQ((co_await to.async_write_all(all)).value(), all.size());
  to.close();
}

TEST_P(AsyncIo, LargeTransfersComeThroughInPieces) {
  pipe_ends pipe = make_pipe(poller_).value();
  std::string sent(1 << 20, '\0');
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<char>(i * 31 >> 3);
  std::string received(sent.size(), '\0');
  running_task<> sending = start(on_, send_all(pipe.writer, sent));
  EXPECT_EQ(run(on_, pipe.reader.async_read_all(received)).value(), sent.size());
  sending.join();
  EXPECT_EQ(received, sent);
}

TEST_P(AsyncIo, NobodyListens) {
  tcp_listener listener = tcp_listener::listen(loopback(0), poller_).value();
  const socket_address gone = listener.address();
  listener.close();
  EXPECT_EQ(run(on_, tcp_stream::async_connect(gone, {}, poller_)).error(), std::errc::connection_refused);
}

}  // namespace
}  // namespace weft
