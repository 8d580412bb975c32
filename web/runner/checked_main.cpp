// runner_checked.mjs: what JavaScript calls (checked_worker.js), and what it tells JavaScript.
#include <dlfcn.h>
#include <emscripten.h>
#include <stdio_ext.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <thread>

#include "run/checked.h"
#include "run/harmless_calls.h"
#include "runner/loaded_module.h"
#include "trace/codec.h"

// web/runner/host.js, side_module.js
extern "C" {
void weft_js_outcome(const char* json, int spent);
char* weft_js_take_output();
void weft_js_discard_output();
void weft_js_progress(double executions);
void weft_js_module(void* facts);
char* weft_js_module_imports();
char* weft_js_crash_words();
int weft_js_crash_is_overflow();
void weft_js_ended(const char* verdict, const char* message);
void* __cxa_get_globals();

extern char __global_base, __data_end;  // of the linker
extern const int
    weft_spent_by_a_run;  // whether this runner is good for one job only: main_jspi.cpp, main_baton.cpp
}

namespace weft {
namespace {

class PageOutput final : public OutputCapture {
 public:
  PageOutput() { std::setvbuf(stdout, buffer_, _IOFBF, sizeof buffer_); }

  void discard() override {
    if (__fpending(stdout) > 0) __fpurge(stdout);
    weft_js_discard_output();
  }

  std::string take() override {
    std::fflush(stdout);
    const std::unique_ptr<char, decltype(&std::free)> text(weft_js_take_output(), std::free);
    return text == nullptr ? "" : text.get();
  }

 private:
  char buffer_[1 << 14];
};

// Those of the C and C++ libraries among them.
ModuleLayout::Range own_variables() {
  const auto low = reinterpret_cast<std::uintptr_t>(&__global_base);
  return {low, reinterpret_cast<std::uintptr_t>(&__data_end) - low};
}

struct ModuleFacts {
  std::uint32_t data = 0, data_bytes = 0;
  std::uint32_t tells_state = 0;   // its calls do: web/modules/tell_state.mjs
  std::uint32_t is_benchmark = 0;  // it uses what <weft/verifier.h> declares
};

// `code_start`: where the code lies in the module's file.
ModuleLayout layout_of(const ModuleFacts& module, std::uint32_t code_start) {
  ModuleLayout layout;
  layout.load_bias = module.data;
  layout.code.push_back({code_start, ~0u - code_start});
  layout.data.push_back({module.data, module.data_bytes});
  layout.others.push_back(own_variables());
  return layout;
}

std::vector<std::string> unmodelled_imports() {
  const std::unique_ptr<char, decltype(&std::free)> text(weft_js_module_imports(), std::free);
  std::istringstream lines(text.get());
  std::vector<std::string> names;
  for (std::string name; std::getline(lines, name);)
    if (!is_harmless_call(name)) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

// What one execution runs, on agent 0's stack.
struct Invocation {
  void (*constructors)();
  Program program;
};

void note_entry() { execution()->self().entered_at = stack_pointer_here(); }

void* run_invocation(void* argument) {
  auto& invocation = *static_cast<Invocation*>(argument);
  note_entry();
  if (invocation.constructors != nullptr) invocation.constructors();
  const int status = invocation.program.call();
  if (status != 0) {
    EngineScope scope;
    execution()->end_program(status);
  }
  return nullptr;
}

ScenarioOutcome refusal(const RunRequest& request, Verdict verdict, const std::string& why) {
  ScenarioOutcome outcome;
  outcome.name = request.scenario;
  outcome.verdict = verdict;
  outcome.message = why;
  return outcome;
}

ScenarioOutcome check(const char* path, const RunRequest& request, std::uint32_t code_start) {
  const auto module = load_module(path);
  if (!module) return refusal(request, Verdict::compile_error, module.error());
  auto program = find_program(module.value(), request);
  if (!program) return refusal(request, Verdict::compile_error, program.error());
  auto* const constructors = reinterpret_cast<void (*)()>(dlsym(module.value(), "weft_constructors"));
  Invocation invocation{constructors, std::move(program).value()};
  invocation.program.entering = note_entry;

  // What libc++ makes when the first thread starts lies in its own memory, which no execution restores: made
  // in the first execution it would be a choice point there and nowhere else.
  std::__thread_local_data();

  // The C++ library makes what threads keep of themselves at the first thread: not in the first execution
  // only.
  std::__thread_local_data();
  static PageOutput output;
  use_exception_globals(__cxa_get_globals());
  ModelMemory memory;
  ModuleFacts facts;
  weft_js_module(&facts);
  set_callers_tell_state(facts.tells_state != 0);
  Execution execution(memory, layout_of(facts, code_start));
  set_execution(&execution);
  const CheckedProgram checked{run_invocation, &invocation, request.scenario == "main", unmodelled_imports(),
                               facts.is_benchmark != 0};
  const auto progress = [](const Statistics& s) { weft_js_progress(static_cast<double>(s.executions)); };
  ScenarioOutcome outcome = run_checked(execution, output, checked, request, progress);
  set_execution(nullptr);
  return outcome;
}

}  // namespace
}  // namespace weft

extern "C" {

// Checks a scenario of the module in the file `path`. Suspends the stack it is called on.
EMSCRIPTEN_KEEPALIVE void weft_run(const char* path, const char* request_json, std::uint32_t code_start) {
  const auto request = weft::parse_request(request_json);
  const weft::ScenarioOutcome outcome =
      request ? weft::check(path, request.value(), code_start)
              : weft::refusal({}, weft::Verdict::internal_error, request.error());
  weft_js_outcome(weft::encode_scenario(outcome).c_str(), weft_spent_by_a_run);
}

EMSCRIPTEN_KEEPALIVE int weft_running() {
  return weft::execution() != nullptr && weft::execution()->running();
}

// The running agent's own stack is gone: ends the execution in its name.
EMSCRIPTEN_KEEPALIVE void weft_agent_crashed() {
  weft::g_modelled = false;
  // The browser's own stack was full before the one in memory. It may have been the checker's code that found
  // it so, in the middle of malloc: nothing more of it can be used.
  if (weft_js_crash_is_overflow() != 0) return weft_js_ended("memory_error", "stack overflow");
  weft::execution()->fail(weft::Verdict::crash, [] {
    const std::unique_ptr<char, decltype(&std::free)> words(weft_js_crash_words(), std::free);
    return std::string(words.get());
  });
}

}  // extern "C"
