// Ends the process when nothing has happened for too long: prints what to run again and where everybody
// waits. Threads: step() from any; one watchdog a process. A kernel thread of its own, which uses nothing of
// the runtime.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace torture {

class Watchdog {
 public:
  explicit Watchdog(std::string how_to_repeat);
  ~Watchdog();

  // Something happened.
  static void step() { steps_.fetch_add(1, std::memory_order_relaxed); }
  static std::uint64_t steps() { return steps_.load(std::memory_order_relaxed); }
  // The random program that runs now.
  void begin(std::uint64_t seed) { seed_.store(seed); }
  // What `seed` did is wrong: prints it and ends the process.
  [[noreturn]] void fail(const std::string& what) const;

 private:
  void watch(const std::stop_token& stop) const;

  const std::string how_to_repeat_;
  std::atomic<std::uint64_t> seed_{0};
  inline static std::atomic<std::uint64_t> steps_{0};
  std::jthread thread_;
};

}  // namespace torture
