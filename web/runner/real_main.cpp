// runner_real.mjs: what JavaScript calls (real_worker.js), and what the student's module imports.
// The run has a kernel thread of its own, so that the runner's main thread stays free to start threads, to
// print and to answer the page.
#include <emscripten.h>
#include <pthread.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>

#include "runner/program_threads.h"
#include "runner/real_run.h"
#include "trace/codec.h"

// web/runner/host.js
extern "C" {
void weft_js_outcome(const char* json, int spent);  // on the main thread, whoever calls; `json` is copied
void weft_js_discard_output();
char* weft_js_take_output();  // what was printed since the last call; to be freed
}

namespace weft {
namespace {

std::unique_ptr<RealRun> g_run;
std::atomic<int> g_progress = 0;  // relaxed: a display

void* run_on_own_thread(void*) {
  g_run->run();
  return nullptr;
}

void refuse(const RunRequest& request, Verdict verdict, const std::string& why) {
  ScenarioOutcome outcome;
  outcome.name = request.scenario;
  outcome.mode = Mode::real;
  outcome.verdict = verdict;
  outcome.message = why;
  report_outcome(outcome, true);
}

}  // namespace

void* call_thread(void* (*entry)(void*), void* argument) { return g_run->call_thread(entry, argument); }

void out_of_runtime_threads() {
  g_run->fail(Verdict::memory_limit,
              "the page has no threads for so many fibers: one that waits keeps a thread (" +
                  std::to_string(kMaxRuntimeThreads) + " at most)");
}

void count_progress(std::uint64_t executions) {
  g_progress.store(static_cast<int>(executions), std::memory_order_relaxed);
}

void discard_output() {
  std::fflush(nullptr);
  weft_js_discard_output();
}

void report_outcome(ScenarioOutcome outcome, bool spent) {
  std::fflush(nullptr);
  const std::unique_ptr<char, decltype(&std::free)> output(weft_js_take_output(), std::free);
  if (output != nullptr) outcome.output = output.get();
  weft_js_outcome(encode_scenario(outcome).c_str(), spent);
}

}  // namespace weft

extern "C" {

// Starts a run of the module in the file `path`; its outcome arrives by weft_js_outcome.
EMSCRIPTEN_KEEPALIVE void weft_run(const char* path, const char* request_json) {
  using namespace weft;
  g_progress = 0;
  auto request = parse_request(request_json);
  if (!request) return refuse({}, Verdict::internal_error, request.error());
  const auto module = load_module(path);
  if (!module) return refuse(request.value(), Verdict::compile_error, module.error());
  auto program = find_program(module.value(), request.value());
  if (!program) return refuse(request.value(), Verdict::compile_error, program.error());
  std::set_terminate([] { g_run->terminate(); });
  g_run = std::make_unique<RealRun>(std::move(request).value(), std::move(program).value());
  std::set_new_handler([] { g_run->out_of_memory(); });
  pthread_t thread;
  if (create_own_thread(&thread, run_on_own_thread, nullptr) != 0)
    return refuse({}, Verdict::internal_error, "no thread for the scenario");
  pthread_detach(thread);
}

EMSCRIPTEN_KEEPALIVE int weft_progress() { return weft::g_progress.load(std::memory_order_relaxed); }

// What <weft/exercise.h> imports.
EMSCRIPTEN_KEEPALIVE void weft_observe(const char* name, const char* value) {
  weft::g_run->observe(name, value);
}
EMSCRIPTEN_KEEPALIVE void weft_note(const char*) {}  // the trace of a real run has no place for it
EMSCRIPTEN_KEEPALIVE void weft_aside(int) {}         // likewise
EMSCRIPTEN_KEEPALIVE void weft_expectation_failed(const char* message, const char*, int) {
  weft::g_run->fail(weft::Verdict::wrong_result, message);
}
EMSCRIPTEN_KEEPALIVE void weft_starved(const char* message) {
  weft::g_run->fail(weft::Verdict::starvation, message);
}

// In place of the C library's, for the module and the C++ library (the linker's --wrap).
[[noreturn]] void __real_abort();

[[noreturn]] EMSCRIPTEN_KEEPALIVE void __wrap_abort() {
  if (weft::g_run == nullptr) __real_abort();
  weft::g_run->quit("abort", 134);
}
[[noreturn]] EMSCRIPTEN_KEEPALIVE void __wrap_exit(int status) {
  if (weft::g_run == nullptr) __real_abort();
  weft::g_run->quit("exit", status);
}
[[noreturn]] EMSCRIPTEN_KEEPALIVE void __wrap__Exit(int status) { __wrap_exit(status); }
[[noreturn]] EMSCRIPTEN_KEEPALIVE void __wrap___assert_fail(const char* expression, const char* file,
                                                            int line, const char*) {
  if (weft::g_run == nullptr) __real_abort();
  weft::g_run->fail(weft::Verdict::wrong_result, std::string("assertion failed: ") + expression + " (" +
                                                     file + ":" + std::to_string(line) + ")");
}

// Destructors of statics: once for each repetition.
int __real___cxa_atexit(void (*destructor)(void*), void* object, void* module);

EMSCRIPTEN_KEEPALIVE int __wrap___cxa_atexit(void (*destructor)(void*), void* object, void* module) {
  if (weft::g_run == nullptr) return __real___cxa_atexit(destructor, object, module);
  weft::g_run->program().at_exit(destructor, object);
  return 0;
}

}  // extern "C"
