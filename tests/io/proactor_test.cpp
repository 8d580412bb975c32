#include "weft/proactor.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <string>
#include <tuple>

#include "io/timed_transfer.h"
#include "sync/on_agents.h"
#include "weft/event.h"
#include "weft/task.h"
#include "weft/tcp.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

// On agents of every kind, with io_uring and emulated: the same results.
class Proactor : public testing::TestWithParam<std::tuple<int, proactor_kind>> {
 protected:
  void SetUp() override {
    if (std::get<1>(GetParam()) == proactor_kind::io_uring && system_.kind() != proactor_kind::io_uring)
      GTEST_SKIP() << system_.why_emulated();
    ASSERT_EQ(system_.kind(), std::get<1>(GetParam()));
    ASSERT_EQ(::pipe(pipe_), 0);
    file_ = std::tmpfile();
  }
  void TearDown() override {
    for (const int end : pipe_) ::close(end);
    if (file_ != nullptr) std::fclose(file_);
  }

  void run(const std::vector<std::function<void()>>& bodies) {
    const int workers = std::get<0>(GetParam());
    if (workers == kKernelThreads) {
      std::vector<std::jthread> threads;
      for (const auto& body : bodies) threads.emplace_back(body);
      return;
    }
    scheduler on({.workers = workers});
    std::vector<fiber> fibers;
    for (const auto& body : bodies) fibers.emplace_back(on, body);
  }
  int reading() const { return pipe_[0]; }
  int writing() const { return pipe_[1]; }
  void close_end(int which) { ::close(std::exchange(pipe_[which], -1)); }
  int file() const { return fileno(file_); }

  proactor system_{{.kind = std::get<1>(GetParam())}};
  int pipe_[2] = {-1, -1};
  std::FILE* file_ = nullptr;
};

INSTANTIATE_TEST_SUITE_P(
    , Proactor,
    testing::Combine(all_agents(), testing::Values(proactor_kind::io_uring, proactor_kind::emulated)),
    [](const auto& info) {
      const int workers = std::get<0>(info.param);
      return (workers == kKernelThreads ? "KernelThreads" : "Fibers" + std::to_string(workers) + "Workers") +
             std::string("_") + to_string(std::get<1>(info.param));
    });

std::string text_of(const std::array<char, 16>& bytes, const io_result<std::size_t>& count) {
  return {bytes.data(), count ? *count : 0};
}

TEST_P(Proactor, ReadsWhatIsWrittenLater) {
  run({[&] {
         std::array<char, 16> bytes{};
         EXPECT_EQ(text_of(bytes, system_.read(reading(), bytes)), "hello");
       },
       [&] {
         await_waiting(&system_.core(), 1);
         EXPECT_EQ(system_.write(writing(), "hello").value(), 5u);
       }});
}

TEST_P(Proactor, EndAndBrokenPipe) {
  run({[&] {
    std::array<char, 16> bytes{};
    close_end(1);
    EXPECT_EQ(system_.read(reading(), bytes).value(), 0u);
  }});
  ASSERT_EQ(::pipe(pipe_), 0);
  close_end(0);
  run({[&] { EXPECT_EQ(system_.write(writing(), "x").error(), std::errc::broken_pipe); }});
}

TEST_P(Proactor, PlainFilesAtTheirPlaces) {
  run({[&] {
    std::array<char, 16> bytes{};
    EXPECT_EQ(system_.write(file(), "world", 6).value(), 5u);
    EXPECT_EQ(system_.write(file(), "hello ", 0).value(), 6u);
    EXPECT_EQ(system_.flush(file()).value(), 0u);
    EXPECT_EQ(text_of(bytes, system_.read(file(), bytes, 0)), "hello world");
    EXPECT_EQ(text_of(bytes, system_.read(file(), {bytes.data(), 3}, 8)), "rld");
    EXPECT_EQ(system_.read(file(), bytes, 100).value(), 0u);
    // Where it stands: at the beginning, then behind what was read.
    EXPECT_EQ(text_of(bytes, system_.read(file(), {bytes.data(), 6})), "hello ");
    EXPECT_EQ(text_of(bytes, system_.read(file(), bytes)), "world");
  }});
}

TEST_P(Proactor, WrongDescriptors) {
  run({[&] {
    std::array<char, 16> bytes{};
    EXPECT_EQ(system_.read(-1, bytes, 0).error(), std::errc::bad_file_descriptor);
    EXPECT_EQ(system_.flush(-1).error(), std::errc::bad_file_descriptor);
    EXPECT_EQ(system_.accept(reading()).error(), std::errc::not_a_socket);
    EXPECT_EQ(system_.read(writing(), bytes).error(), std::errc::bad_file_descriptor);
    EXPECT_EQ(system_.write(reading(), "x").error(), std::errc::bad_file_descriptor);
  }});
}

TEST_P(Proactor, DeadlinesAndStopsEndOperations) {
  run({[&] {
         std::array<char, 16> bytes{};
         const auto soon = std::chrono::steady_clock::now() + 1ms;
         EXPECT_EQ(system_.read(reading(), bytes, -1, {.deadline = soon}).error(), std::errc::timed_out);
       },
       [&] {
         std::array<char, 16> bytes{};
         std::stop_source stop;
         stop.request_stop();
         EXPECT_EQ(system_.read(reading(), bytes, -1, {.stop = stop.get_token()}).error(),
                   std::errc::operation_canceled);
       }});
  run({[&] {
    std::array<char, 16> bytes{};
    EXPECT_TRUE(system_.write(writing(), "later"));
    EXPECT_EQ(text_of(bytes, system_.read(reading(), bytes)), "later");  // nobody else is reading any more
  }});
}

TEST_P(Proactor, TimeoutsLoseNoBytes) {
  TimedTransfer transfer(300);
  const auto read_within = [&](auto& bytes, auto limit) {
    return system_.read(reading(), bytes, -1, {.deadline = std::chrono::steady_clock::now() + limit});
  };
  run({[&] {
         transfer.write([&](const char& byte) { return system_.write(writing(), {&byte, 1}); }, [](auto) {});
         close_end(1);
       },
       [&] { transfer.read(read_within); }});
  transfer.expect_all_came();
}

TEST_P(Proactor, LargeTransfersComeThroughInPieces) {
  std::string sent(1 << 18, '\0'), received(sent.size(), '\0');
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<char>(i * 31 >> 3);
  run({[&] {
         for (std::size_t done = 0; done < sent.size();)
           done += system_.write(writing(), const_buffer(sent).from(done)).value();
       },
       [&] {
         for (std::size_t done = 0; done < received.size();)
           done += system_.read(reading(), buffer(received).from(done)).value();
       }});
  EXPECT_EQ(received, sent);
}

TEST_P(Proactor, AcceptsConnections) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  socket_address at = loopback(0);
  socklen_t length = at.size();
  ASSERT_EQ(::bind(listener, static_cast<const sockaddr*>(at.data()), at.size()), 0);
  ASSERT_EQ(::listen(listener, 8), 0);
  ASSERT_EQ(::getsockname(listener, static_cast<sockaddr*>(at.data()), &length), 0);
  run({[&] {
         const int client = static_cast<int>(system_.accept(listener).value());
         std::array<char, 16> bytes{};
         EXPECT_EQ(text_of(bytes, system_.read(client, bytes)), "hello");
         ::close(client);
       },
       [&] {
         await_waiting(&system_.core(), 1);
         tcp_stream stream = tcp_stream::connect(at).value();
         EXPECT_TRUE(stream.write_all("hello"));
         char byte = 0;
         EXPECT_EQ(stream.read({&byte, 1}).value(), 0u);
       }});
  ::close(listener);
}

// More operations than the ring has entries.
TEST_P(Proactor, CallsBackOnceForEachOperation) {
  constexpr int kOperations = 1'000;
  std::atomic<int> done{0}, wrong{0};
  event all;
  run({[&] {
    for (int i = 0; i < kOperations; ++i)
      system_.submit_write(file(), "x", i, [&](io_result<std::size_t> count) {
        if (!count || *count != 1) ++wrong;
        if (++done == kOperations) all.set();
      });
    all.wait();
  }});
  EXPECT_EQ(done.load(), kOperations);
  EXPECT_EQ(wrong.load(), 0);
  std::string stored(2 * kOperations, '\0');
  EXPECT_EQ(system_.read(file(), stored, 0).value(), std::size_t{kOperations});
}

TEST_P(Proactor, CancelsOneOfThem) {
  std::array<char, 16> first{}, second{};
  std::error_code ended;
  event told, read;
  run({[&] {
    const operation_id cancelled =
        system_.submit_read(reading(), first, -1, [&](io_result<std::size_t> result) {
          ended = result.error();
          told.set();
        });
    system_.cancel(cancelled);
    told.wait();
    system_.cancel(cancelled);
    system_.submit_read(reading(), second, -1, [&](io_result<std::size_t> result) {
      EXPECT_EQ(text_of(second, result), "kept");
      read.set();
    });
    EXPECT_TRUE(system_.write(writing(), "kept"));
    read.wait();
  }});
  EXPECT_EQ(ended, std::errc::operation_canceled);
}

task<> read_and_answer(proactor& system, int from, int to, std::string& seen) {
  std::array<char, 16> bytes{};
  seen = text_of(bytes, co_await system.async_read(from, bytes));
  EXPECT_EQ((co_await system.async_write(to, "answer", 0)).value(), 6u);
  EXPECT_TRUE(co_await system.async_flush(to));
  const auto soon = std::chrono::steady_clock::now() + 1ms;
  EXPECT_EQ((co_await system.async_read(from, bytes, -1, {.deadline = soon})).error(), std::errc::timed_out);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ((co_await system.async_read(from, bytes, -1, {.stop = stop.get_token()})).error(),
            std::errc::operation_canceled);
}

TEST_P(Proactor, TasksWaitForIt) {
  std::string seen;
  const int workers = std::get<0>(GetParam());
  scheduler on({.workers = workers == kKernelThreads ? 1 : workers});
  running_task<> task = start(on, read_and_answer(system_, reading(), file(), seen));
  await_waiting(&system_.core(), 1);
  EXPECT_EQ(system_.write(writing(), "question").value(), 8u);
  task.join();
  EXPECT_EQ(seen, "question");
}

TEST(ProactorKinds, SaysWhichItIs) {
  const proactor best, emulated({.kind = proactor_kind::emulated});
  EXPECT_EQ(emulated.kind(), proactor_kind::emulated);
  EXPECT_TRUE(emulated.why_emulated().empty());
  EXPECT_EQ(best.why_emulated().empty(), best.kind() == proactor_kind::io_uring);
  EXPECT_STREQ(to_string(proactor_kind::io_uring), "io_uring");
}

}  // namespace
}  // namespace weft
