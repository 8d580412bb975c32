// Catches what this process writes to standard output and error in a file in memory.
// Threads: one at a time. Takes over descriptors 1 and 2 for the rest of the process.
#pragma once

#include <string>

#include "check/explorer.h"

namespace weft {

class FileCapture final : public OutputCapture {
 public:
  // Beyond `limit_bytes` in one execution the kernel sends SIGXFSZ.
  explicit FileCapture(std::size_t limit_bytes);
  // In a copy of the process: it writes to a file of its own from now on.
  void part_from_parent();
  void discard() override;
  std::string take() override;

 private:
  void catch_output();

  static constexpr std::uint64_t kQuietExecutions = 64;

  int file_ = -1;
  bool has_printed_ = false;
  std::uint64_t executions_ = 0;
  char buffer_[1 << 16];  // of stdout: allocated by nobody's malloc
};

}  // namespace weft
