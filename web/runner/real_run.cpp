#include "runner/real_run.h"

#include <emscripten/stack.h>
#include <pthread.h>

#include <algorithm>
#include <exception>
#include <new>
#include <tuple>

#include "report/run_recording.h"
#include "runner/program_threads.h"
#include "runner/uncaught.h"

// web/runner/real_program.js, guarded_call.js
extern "C" {
void weft_js_call_program(void (*call)(void*),
                          void* argument);  // returns also when it ended in the trap below
void weft_js_expect_trap();
void _emscripten_stack_restore(void* stack_pointer);  // of Emscripten's compiler runtime
}

namespace weft {

namespace {

constexpr double kOverrunSeconds = 1;  // of the whole run: one that is nearly done may end
constexpr double kGraceSeconds = 0.1;  // for what is detached to end by itself

// For good: there is no way to end a thread that holds who knows what.
[[noreturn]] void halt_thread() {
  static int never = 0;
  for (;;) __builtin_wasm_memory_atomic_wait32(&never, 0, -1);
}

}  // namespace

RealRun::RealRun(RunRequest request, Program program)
    : request_(std::move(request)), program_(std::move(program)) {
  outcome_.name = request_.scenario;
  outcome_.mode = Mode::real;
}

void RealRun::run() {
  const double budget = request_.budget.seconds > 0 ? request_.budget.seconds : 3600;
  while (outcome_.statistics.executions < request_.repetitions && stopped_early_.empty()) {
    if (seconds() >= budget) {
      stopped_early_ = "the time budget";
      break;
    }
    repeat();
    count_progress(outcome_.statistics.executions);
    if (outcome_.verdict != Verdict::inconclusive && !request_.keep_going) break;
  }
  std::lock_guard hold(mutex_);
  conclude();
}

void RealRun::repeat() {
  discard_output();
  observed_.clear();
  recording_.reset();
  verdict_ = Verdict::accepted;
  own_seconds_ = 0;
  ended_ = 0;
  const auto run_here = [](void* run) -> void* {
    return (static_cast<RealRun*>(run)->run_repetition(), nullptr);
  };
  pthread_t thread;
  if (create_own_thread(&thread, run_here, this) != 0) {
    verdict_ = Verdict::internal_error;
    message_ = "the browser gave no thread for a repetition";
  } else if (wait_for_repetition()) {
    pthread_join(thread, nullptr);
  } else {
    return out_of_time();
  }
  const bool goes_on = program_goes_on(kGraceSeconds);
  std::lock_guard hold(mutex_);
  if (goes_on) stopped_early_ = "threads, fibers or tasks that go on when a repetition ends";
  count();
}

// False: it goes on, though its time is up. The page gives up a little later, and then nobody can say
// anything.
bool RealRun::wait_for_repetition() {
  while (ended_ == 0) {
    const double left = request_.budget.seconds + kOverrunSeconds - seconds();
    if (request_.budget.seconds > 0 && left <= 0) return false;
    const double wait = request_.budget.seconds > 0 ? left : 3600;
    __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&ended_), 0,
                                        static_cast<long long>(wait * 1e9));
  }
  return true;
}

void RealRun::out_of_time() {
  std::lock_guard hold(mutex_);
  verdict_ = Verdict::time_limit;
  message_ = "repetition " + std::to_string(outcome_.statistics.executions + 1) + " did not end within " +
             std::to_string(static_cast<int>(request_.budget.seconds)) + " s";
  stopped_early_ = "a repetition that does not end";
  take_recording();
  count();
}

void RealRun::run_repetition() {
  own_thread_ = pthread_self();
  void* const stack = reinterpret_cast<void*>(emscripten_stack_get_current());
  weft_js_call_program([](void* run) { static_cast<RealRun*>(run)->call_program(); }, this);
  _emscripten_stack_restore(stack);
  ended_ = 1;
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&ended_), 1);
}

void RealRun::call_program() {
  try {
    begin_run_recording();
    program_.start_over();
    const auto start = Clock::now();
    const int status = program_.call();
    own_seconds_ = std::chrono::duration<double>(Clock::now() - start).count();
    if (status != 0) fail(Verdict::wrong_result, "main returned " + std::to_string(status));
    const bool goes_on = program_goes_on(kGraceSeconds);
    {
      std::lock_guard hold(mutex_);
      take_recording();
    }
    if (!goes_on) program_.destroy_statics();
  } catch (...) {
    fail_uncaught();
  }
}

// REQUIRES: mutex_ held; memory to be had.
void RealRun::take_recording() { recording_ = end_run_recording(); }

void* RealRun::call_thread(void* (*entry)(void*), void* argument) {
  try {
    return entry(argument);
  } catch (...) {
    fail_uncaught();
  }
}

// What the program throws ends the program, as it would natively.
void RealRun::fail_uncaught() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    out_of_memory();
  } catch (...) {
    fail(Verdict::crash, uncaught_words());
  }
}

// REQUIRES: mutex_ held.
void RealRun::count() {
  const bool passed = verdict_ == Verdict::accepted;
  if (observed_.empty()) observed_ = passed ? "ended" : std::string(to_string(verdict_));
  Observation& bar = bars_[observed_];
  bar.value = observed_;
  bar.count += 1;
  bar.failed |= !passed;
  bar.seconds += own_seconds_;
  outcome_.statistics.executions += 1;
  if (outcome_.verdict == Verdict::inconclusive) outcome_.recording = std::move(recording_);
  if (passed || outcome_.verdict != Verdict::inconclusive) return;
  outcome_.verdict = verdict_;
  outcome_.message = message_;
  if (request_.repetitions > 1 && verdict_ == Verdict::wrong_result)
    outcome_.message += " (repetition " + std::to_string(outcome_.statistics.executions) + ")";
  outcome_.certainty = Certainty::shown;
}

// REQUIRES: mutex_ held.
void RealRun::conclude() {
  const std::uint64_t done = outcome_.statistics.executions;
  if (outcome_.verdict == Verdict::inconclusive && done > 0) {
    outcome_.verdict = Verdict::accepted;
    outcome_.certainty = Certainty::tested;
    outcome_.message = "every repetition passed";
    if (done < request_.repetitions)
      outcome_.bounds = stopped_early_ + ", after " + std::to_string(done) + " of " +
                        std::to_string(request_.repetitions) + " repetitions";
  }
  const bool sound = outcome_.verdict == Verdict::accepted || outcome_.verdict == Verdict::wrong_result;
  // A worker of the runtime would have to learn of the next program's functions first.
  report(!sound || ended_ == 0 || program_goes_on(0) || count_runtime_threads() > 0);
}

void RealRun::observe(const char* name, const char* value) {
  std::lock_guard hold(mutex_);
  observed_ += (observed_.empty() ? "" : ", ") + std::string(name) + " = " + value;
}

void RealRun::fail(Verdict verdict, std::string message) { leave(verdict, std::move(message)); }

// exit() is a way to end a whole program, a scenario must return.
void RealRun::quit(const char* how, int status) {
  const std::string number = std::to_string(status);
  if (request_.scenario != "main" || how != std::string_view("exit"))
    leave(Verdict::crash, std::string("ended the process itself: ") + how + "(" + number + ")");
  leave(status == 0 ? Verdict::accepted : Verdict::wrong_result, "main returned " + number);
}

void RealRun::terminate() { leave(Verdict::crash, uncaught_words()); }

// Later repetitions may suffer from what the earlier ones left on the heap: that shows nothing.
void RealRun::out_of_memory() {
  {
    std::lock_guard hold(mutex_);
    if (outcome_.statistics.executions > 0) {
      stopped_early_ = "the memory that repetitions did not give back";
      conclude();
    }
  }
  leave(Verdict::memory_limit, "the program wants more memory than it may have");
}

// Ends the repetition in the name of the calling thread. Its own thread leaves by a trap, so that nothing of
// the program runs any more; from another thread nobody can end the repetition but by ending the run.
void RealRun::leave(Verdict verdict, std::string message) {
  {
    std::lock_guard hold(mutex_);
    // The first reason counts: a failed expectation where nothing may be thrown gets here again by
    // std::terminate.
    if (verdict_ == Verdict::accepted) verdict_ = verdict, message_ = std::move(message);
    if (verdict != Verdict::memory_limit) take_recording();
    if (!on_own_thread()) {
      stopped_early_ = "an exit() beside the thread of main";
      count();
      conclude();
    }
  }
  if (!on_own_thread()) halt_thread();
  weft_js_expect_trap();
  __builtin_trap();
}

// REQUIRES: mutex_ held.
void RealRun::report(bool spent) {
  if (reported_) return;
  reported_ = true;
  outcome_.statistics.seconds = seconds();
  for (auto& [value, bar] : bars_) outcome_.histogram.push_back(bar);
  const auto order = [](const Observation& a, const Observation& b) {
    return std::tie(b.count, a.value) < std::tie(a.count, b.value);
  };
  std::sort(outcome_.histogram.begin(), outcome_.histogram.end(), order);
  report_outcome(outcome_, spent);
}

}  // namespace weft
