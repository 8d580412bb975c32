// Runs a program that may misbehave: in its own process group, with limits, its output and result collected.
// Threads: call from one thread; forks. No other thread may be running.
// Errors:  Error when the program cannot be started; everything that it does afterwards is in ChildEnd.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "contract/result.h"

namespace weft {

struct ChildLimits {
  double wall_seconds = 60;
  double cpu_seconds = 0;                 // of the process, over all threads; 0 = none
  std::uint64_t address_space_bytes = 0;  // 0 = none
  std::uint64_t file_bytes = 64u << 20;   // largest file it may write
  std::uint64_t output_bytes = 1u << 20;  // stdout and stderr together; it is killed when it writes more
  std::uint64_t result_bytes = 64u << 20;
};

struct ChildRequest {
  std::vector<std::string> argv;  // argv[0] is a path, or found on PATH
  std::string input;              // its stdin
  bool wants_result = false;      // opens kResultFd for writing
  ChildLimits limits;

  static constexpr int kResultFd = 3;
};

struct ChildEnd {
  int exit_code = -1;  // -1: it did not exit by itself
  int signal = 0;      // that ended it; 0 = none
  bool out_of_time = false;
  bool too_much_output = false;
  bool too_much_result = false;
  std::string output;  // stdout
  std::string errors;  // stderr
  std::string result;
  double seconds = 0;      // wall time
  double cpu_seconds = 0;  // of it and its children

  bool succeeded() const { return exit_code == 0; }
};

Result<ChildEnd> run_child(const ChildRequest& request);

}  // namespace weft
