// A transfer byte by byte, of which the reader's deadlines pass while they come: none is lost, none comes
// twice.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>

#include "weft/io_result.h"

namespace weft {

// Threads: one writer and one reader at a time.
class TimedTransfer {
 public:
  explicit TimedTransfer(int bytes) {
    for (int i = 0; i < bytes; ++i) sent_ += static_cast<char>('a' + i % 26);
  }

  // write(byte) -> io_result<std::size_t>; between(i) after each of them.
  template <class Write, class Between>
  void write(Write write, Between between) const {
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      EXPECT_EQ(write(sent_[i]).value(), 1u);
      between(i);
    }
  }

  // read(bytes, limit) -> io_result<std::size_t>; until the end.
  template <class Read>
  void read(Read read) {
    for (int round = 0;; ++round) {
      std::array<char, 16> bytes{};
      const io_result<std::size_t> count = read(bytes, std::chrono::microseconds(round % 50));
      if (!count) {
        ASSERT_EQ(count.error(), std::errc::timed_out);
        continue;
      }
      if (*count == 0) break;
      received_.append(bytes.data(), *count);
    }
  }

  void expect_all_came() const { EXPECT_EQ(received_, sent_); }

 private:
  std::string sent_, received_;
};

}  // namespace weft
