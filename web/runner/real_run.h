// One real run in the page: a scenario, repeated on real threads, in the memory of one wasm instance.
// Differs from the native runner, which gives each repetition a process: globals keep their values, and a
// failure outside the scenario's own thread ends the run, since nobody can unwind the other threads.
// Threads: run() lives on a kernel thread of its own; the other public functions are called from any thread.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "run/request.h"
#include "runner/loaded_module.h"

namespace weft {

// Thrown through the scenario by an expectation that does not hold, on the scenario's own thread.
struct ExpectationFailed {};

class RealRun {
 public:
  RealRun(RunRequest request, Program program);

  // All repetitions. Reports the outcome (report_outcome() below).
  void run();

  void observe(const char* name, const char* value);
  [[noreturn]] void fail(Verdict verdict, std::string message);
  [[noreturn]] void quit(const char* how, int status);
  [[noreturn]] void terminate();  // the program's std::terminate

  // A thread of the program, from start to end.
  void* call_thread(void* (*entry)(void*), void* argument);

 private:
  using Clock = std::chrono::steady_clock;

  void repeat();
  void call_program();
  [[noreturn]] void fail_uncaught();
  [[noreturn]] void end(std::string crash);
  void count(bool passed);
  void report(bool spent);
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  RunRequest request_;
  Program program_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point repetition_start_;
  pthread_t own_thread_{};

  std::mutex mutex_;  // guards what follows
  ScenarioOutcome outcome_;
  std::map<std::string, Observation> bars_;
  std::string observed_;
  Verdict verdict_ = Verdict::accepted;  // of the current repetition
  std::string message_;
  bool reported_ = false;
};

// Hands the finished run to JavaScript. `spent`: threads of it are left; this runner can run nothing more.
void report_outcome(ScenarioOutcome outcome, bool spent);

// Repetitions done, for the progress display.
void count_progress(std::uint64_t executions);

}  // namespace weft
