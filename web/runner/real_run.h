// One real run in the page: a scenario, repeated on real threads, in the memory of one wasm instance. Each
// repetition has a kernel thread of its own and fresh globals, as natively in a process of its own. What
// cannot be had here: to end threads from outside. So a run stops early, and says so, when a repetition
// leaves threads, fibers or tasks behind, and a verdict given off the repetition's own thread is the last
// thing that this instance does. Threads: the run lives on a kernel thread of its own; observe(), fail() and
// quit() are called from any thread of the program.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "run/request.h"
#include "runner/fresh_program.h"

namespace weft {

class RealRun {
 public:
  RealRun(RunRequest request, Program program);

  // All repetitions. Reports the outcome (report_outcome() below).
  void run();

  FreshProgram& program() { return program_; }

  void observe(const char* name, const char* value);
  [[noreturn]] void fail(Verdict verdict, std::string message);
  [[noreturn]] void quit(const char* how, int status);
  [[noreturn]] void terminate();  // the program's std::terminate
  [[noreturn]] void out_of_memory();

  // A thread of the program, from start to end.
  void* call_thread(void* (*entry)(void*), void* argument);

 private:
  using Clock = std::chrono::steady_clock;

  void repeat();
  void run_repetition();
  bool wait_for_repetition();
  void out_of_time();
  void call_program();
  void take_recording();
  [[noreturn]] void fail_uncaught();
  bool on_own_thread() const { return pthread_equal(pthread_self(), own_thread_) != 0; }
  [[noreturn]] void leave(Verdict verdict, std::string message);
  void count();
  void conclude();
  void report(bool spent);
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  RunRequest request_;
  FreshProgram program_;
  Clock::time_point start_ = Clock::now();
  pthread_t own_thread_{};  // of the current repetition
  double own_seconds_ = 0;
  std::atomic<int> ended_ = 0;  // the current repetition; release and acquire by being seq_cst

  std::mutex mutex_;  // guards what follows
  ScenarioOutcome outcome_;
  std::map<std::string, Observation> bars_;
  std::string observed_;
  Verdict verdict_ = Verdict::accepted;  // of the current repetition
  std::string message_;
  std::optional<Failure> recording_;  // of the current repetition
  std::string stopped_early_;         // why
  bool reported_ = false;
};

// Hands the finished run to JavaScript. `spent`: threads of it are left; this runner can run nothing more.
void report_outcome(ScenarioOutcome outcome, bool spent);

// Forgets what was printed so far: a repetition that passed.
void discard_output();

// Repetitions done, for the progress display.
void count_progress(std::uint64_t executions);

}  // namespace weft
