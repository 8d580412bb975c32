#include "weft/pipe.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <numeric>
#include <string>

#include "io/on_io.h"
#include "io/timed_transfer.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Pipe = OnIo;

std::string text_of(const std::array<char, 16>& bytes, const io_result<std::size_t>& count) {
  return {bytes.data(), count ? *count : 0};
}

TEST_P(Pipe, ReaderWaitsForWhatIsWritten) {
  pipe_ends pipe = make_pipe(poller_).value();
  run({[&] {
         std::array<char, 16> bytes{};
         EXPECT_EQ(text_of(bytes, pipe.reader.read(bytes)), "hello");
       },
       [&] {
         await_waiting_for_io(1);
         EXPECT_EQ(pipe.writer.write("hello").value(), 5u);
       }});
}

TEST_P(Pipe, EndsWhenTheWriterCloses) {
  pipe_ends pipe = make_pipe(poller_).value();
  run({[&] {
         std::array<char, 16> bytes{};
         EXPECT_EQ(text_of(bytes, pipe.reader.read_all(bytes)), "last");
         EXPECT_EQ(pipe.reader.read(bytes).value(), 0u);
       },
       [&] {
         await_waiting_for_io(1);
         EXPECT_TRUE(pipe.writer.write("last"));
         pipe.writer.close();
       }});
  EXPECT_FALSE(pipe.writer.is_open());
  EXPECT_EQ(pipe.writer.native_handle(), -1);
}

// A signal would end the test program.
TEST_P(Pipe, WritingWhereNobodyReadsIsAnErrorAndNoSignal) {
  pipe_ends pipe = make_pipe(poller_).value();
  pipe.reader.close();
  run({[&] {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(pipe.writer.write("x").error(), std::errc::broken_pipe);
  }});
}

TEST_P(Pipe, WaitingWriterLearnsThatTheReaderIsGone) {
  pipe_ends pipe = make_pipe(poller_).value();
  run({[&] {
         const std::string much(1 << 20, 'x');
         EXPECT_EQ(pipe.writer.write_all(much).error(), std::errc::broken_pipe);
       },
       [&] {
         await_waiting_for_io(1);
         pipe.reader.close();
       }});
}

// A pipe holds 64 KiB: both sides have to wait for each other many times.
TEST_P(Pipe, LargeTransfersComeThroughInPieces) {
  pipe_ends pipe = make_pipe(poller_).value();
  std::vector<std::uint32_t> sent(1 << 19), received(sent.size());
  std::iota(sent.begin(), sent.end(), 1u);
  run({[&] {
         EXPECT_EQ(pipe.writer.write_all(sent).value(), sent.size() * sizeof sent[0]);
         pipe.writer.close();
       },
       [&] { EXPECT_EQ(pipe.reader.read_all(received).value(), sent.size() * sizeof sent[0]); }});
  EXPECT_EQ(received, sent);
}

TEST_P(Pipe, WaitsUntilTheDeadlineAndWorksAfterwards) {
  pipe_ends pipe = make_pipe(poller_).value();
  run({[&] {
    std::array<char, 16> bytes{};
    EXPECT_EQ(pipe.reader.read_for(bytes, 1ms).error(), std::errc::timed_out);
    EXPECT_EQ(pipe.reader.read_until(bytes, std::chrono::steady_clock::time_point::min()).error(),
              std::errc::timed_out);
    EXPECT_TRUE(pipe.writer.write("later"));
    EXPECT_EQ(text_of(bytes, pipe.reader.read_until(bytes, std::chrono::steady_clock::time_point::min())),
              "later");
    const std::string much(1 << 20, 'x');
    EXPECT_EQ(pipe.writer.write_all_for(much, 1ms).error(), std::errc::timed_out);
  }});
}

TEST_P(Pipe, TimeoutsLoseNoBytes) {
  TimedTransfer transfer(2'000);
  pipe_ends pipe = make_pipe(poller_).value();
  const auto let_others_go_on = [](std::size_t i) { return i % 7 == 0 ? yield() : void(); };
  run({[&] {
         transfer.write([&](const char& byte) { return pipe.writer.write({&byte, 1}); }, let_others_go_on);
         pipe.writer.close();
       },
       [&] { transfer.read([&](auto& bytes, auto limit) { return pipe.reader.read_for(bytes, limit); }); }});
  transfer.expect_all_came();
}

TEST_P(Pipe, CloseEndsTheWaitsOfOthers) {
  constexpr int kReaders = 5;
  pipe_ends pipe = make_pipe(poller_).value();
  std::atomic<int> told{0};
  run(kReaders + 1, [&](int i) {
    if (i == kReaders) {
      await_waiting_for_io(kReaders);
      pipe.reader.close();
      pipe.reader.close();
      return;
    }
    std::array<char, 16> bytes{};
    EXPECT_EQ(pipe.reader.read(bytes).error(), std::errc::operation_canceled);
    ++told;
  });
  EXPECT_EQ(told.load(), kReaders);
  std::array<char, 16> bytes{};
  EXPECT_EQ(pipe.reader.read(bytes).error(), std::errc::operation_canceled);
  std::error_code error;  // the system's descriptor is closed too, as soon as no reactor looks at it any more
  while (!error) error = pipe.writer.write("x").error();
  EXPECT_EQ(error, std::errc::broken_pipe);
}

// Each byte goes to one of those who wait.
TEST_P(Pipe, ManyReadersShareWhatComes) {
  constexpr int kReaders = 6, kBytes = 600;
  pipe_ends pipe = make_pipe(poller_).value();
  std::atomic<int> received{0};
  run(kReaders + 1, [&](int i) {
    if (i == kReaders) {
      for (int sent = 0; sent < kBytes; ++sent) EXPECT_TRUE(pipe.writer.write("x"));
      pipe.writer.close();
      return;
    }
    char byte = 0;
    while (pipe.reader.read({&byte, 1}).value() == 1) ++received;
  });
  EXPECT_EQ(received.load(), kBytes);
}

// Numbers of descriptors are used again at once; what a reactor tells of the old one must not hurt the new.
TEST_P(Pipe, ManyShortLives) {
  run(4, [&](int) {
    for (int round = 0; round < 60; ++round) {
      pipe_ends pipe = make_pipe(poller_).value();
      std::array<char, 16> bytes{};
      if (round % 2 == 0) EXPECT_EQ(pipe.reader.read_for(bytes, 10us).error(), std::errc::timed_out);
      EXPECT_TRUE(pipe.writer.write("x"));
      EXPECT_EQ(pipe.reader.read(bytes).value(), 1u);
    }
  });
}

TEST_P(Pipe, AdoptsWhatWasOpenedElsewhere) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  pipe_reader reader = pipe_reader::adopt(ends[0], poller_).value();
  pipe_writer writer = pipe_writer::adopt(ends[1], poller_).value();
  run({[&] {
         std::array<char, 16> bytes{};
         EXPECT_EQ(text_of(bytes, reader.read(bytes)), "mine");
       },
       [&] { EXPECT_TRUE(writer.write("mine")); }});
  EXPECT_EQ(pipe_reader::adopt(-1, poller_).error(), std::errc::bad_file_descriptor);
}

TEST_P(Pipe, MovesWithItsDescriptor) {
  pipe_ends pipe = make_pipe(poller_).value();
  pipe_writer writer = std::move(pipe.writer);
  EXPECT_FALSE(pipe.writer.is_open());
  pipe_reader reader;
  reader = std::move(pipe.reader);
  pipe_reader& same = reader;
  reader = std::move(same);
  EXPECT_TRUE(reader.is_open());
  writer = pipe_writer();
  char byte = 0;
  run({[&] { EXPECT_EQ(reader.read({&byte, 1}).value(), 0u); }});
}

WEFT_ON_ALL_REACTORS(Pipe);

}  // namespace
}  // namespace weft
