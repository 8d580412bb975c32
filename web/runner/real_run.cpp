#include "runner/real_run.h"

#include <pthread.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <tuple>

#include "runner/uncaught.h"

namespace weft {

namespace {

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
  own_thread_ = pthread_self();
  const double budget = request_.budget.seconds > 0 ? request_.budget.seconds : 3600;
  std::uint64_t done = 0;
  while (done < request_.repetitions && seconds() < budget) {
    repeat();
    count_progress(++done);
    if (outcome_.verdict != Verdict::inconclusive && !request_.keep_going) break;
  }
  std::lock_guard hold(mutex_);
  if (outcome_.verdict == Verdict::inconclusive && done > 0) {
    outcome_.verdict = Verdict::accepted;
    outcome_.certainty = Certainty::tested;
    outcome_.message = "every repetition passed";
    if (done < request_.repetitions)
      outcome_.bounds = "the time budget, after " + std::to_string(done) + " of " +
                        std::to_string(request_.repetitions) + " repetitions";
  }
  report(false);
}

void RealRun::repeat() {
  observed_.clear();
  verdict_ = Verdict::accepted;
  repetition_start_ = Clock::now();
  try {
    call_program();
  } catch (const ExpectationFailed&) {
  }
  std::lock_guard hold(mutex_);
  count(verdict_ == Verdict::accepted);
}

void RealRun::call_program() {
  try {
    const int status = program_.call();
    if (status != 0) fail(Verdict::wrong_result, "main returned " + std::to_string(status));
  } catch (const ExpectationFailed&) {
    throw;
  } catch (...) {
    fail_uncaught();
  }
}

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
    fail(Verdict::memory_limit, "the program wants more memory than it may have");
  } catch (...) {
    fail(Verdict::crash, uncaught_words());
  }
}

// REQUIRES: mutex_ held.
void RealRun::count(bool passed) {
  if (observed_.empty()) observed_ = passed ? "ended" : std::string(to_string(verdict_));
  Observation& bar = bars_[observed_];
  bar.value = observed_;
  bar.count += 1;
  bar.failed |= !passed;
  bar.seconds += std::chrono::duration<double>(Clock::now() - repetition_start_).count();
  outcome_.statistics.executions += 1;
  if (passed || outcome_.verdict != Verdict::inconclusive) return;
  outcome_.verdict = verdict_;
  outcome_.message = message_;
  if (request_.repetitions > 1 && verdict_ == Verdict::wrong_result)
    outcome_.message += " (repetition " + std::to_string(outcome_.statistics.executions) + ")";
  outcome_.certainty = Certainty::shown;
}

void RealRun::observe(const char* name, const char* value) {
  std::lock_guard hold(mutex_);
  observed_ += (observed_.empty() ? "" : ", ") + std::string(name) + " = " + value;
}

void RealRun::fail(Verdict verdict, std::string message) {
  {
    std::lock_guard hold(mutex_);
    if (verdict_ == Verdict::accepted) verdict_ = verdict, message_ = std::move(message);
    if (!pthread_equal(pthread_self(), own_thread_)) {
      count(false);
      report(true);
    }
  }
  if (!pthread_equal(pthread_self(), own_thread_)) halt_thread();
  throw ExpectationFailed();
}

void RealRun::quit(const char* how, int status) {
  if (request_.scenario == "main" && how == std::string_view("exit") && status == 0) end("");
  end(std::string("ended the process itself: ") + how + "(" + std::to_string(status) + ")");
}

void RealRun::terminate() { end(uncaught_words()); }

// For good. An expectation that fails where nothing may be thrown gets here by std::terminate: then its
// failure stands, not `crash`. An empty `crash` is no failure.
void RealRun::end(std::string crash) {
  const bool ends_well = crash.empty();
  {
    std::lock_guard hold(mutex_);
    if (verdict_ == Verdict::accepted && !ends_well) verdict_ = Verdict::crash, message_ = std::move(crash);
    count(ends_well);
    if (ends_well) outcome_.verdict = Verdict::accepted, outcome_.certainty = Certainty::tested;
    report(true);
  }
  halt_thread();
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
