// weft-runner-checked MODULE.so REQUEST.json RESULT_FD
// Checks one scenario of a module ("-" = request on standard input) and writes one ScenarioOutcome as JSON to
// RESULT_FD. Exit status 0 when it did; 64 for bad arguments; 70 when the module cannot be loaded (the reason
// is on standard error).
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "run/checked.h"
#include "run/module_linux.h"
#include "runner/faults.h"
#include "runner/forked_crew.h"
#include "runner/output_capture.h"
#include "trace/codec.h"

namespace weft {
namespace {

constexpr int kUsage = 64;
constexpr int kNoModule = 70;
constexpr double kStuckSeconds = 3;

[[noreturn]] void refuse(int status, const std::string& message) {
  std::cerr << "weft-runner-checked: " << message << std::endl;
  std::exit(status);
}

std::string read_all(const std::string& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream file(path);
  if (!file) refuse(kUsage, "cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The system writes to no page that is protected since no execution wrote there yet: it says EFAULT. Where a
// program calls it past the models, all pages are written once.
void write_to_all_pages(const ModuleLayout& layout) {
  const auto page_bytes = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  for (const ModuleLayout::Range& range : layout.data)
    for (std::uintptr_t at = range.low; at < range.low + range.bytes;
         at = (at / page_bytes + 1) * page_bytes) {
      auto* const byte = reinterpret_cast<volatile unsigned char*>(at);
      *byte = *byte;
    }
}

// What one execution runs, on agent 0's stack.
struct Invocation {
  const CheckedModule* module;
  void (*scenario)() = nullptr;
  int (*main)(int, char**, char**) = nullptr;
  bool calls_system = false;  // past the models
  std::vector<std::string> arguments;
  std::vector<std::string> arguments_now;  // which the program may change
  std::vector<char*> argv, environment;
};

// What the program may have changed before is as it was.
void put_back(Invocation& invocation) {
  static const std::vector<char*> environment_at_first = [] {
    std::vector<char*> pointers;
    for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable)
      pointers.push_back(*variable);
    pointers.push_back(nullptr);
    return pointers;
  }();
  invocation.environment = environment_at_first;
  environ = invocation.environment.data();
  invocation.arguments_now = invocation.arguments;
  invocation.argv.clear();
  for (std::string& argument : invocation.arguments_now) invocation.argv.push_back(argument.data());
  invocation.argv.push_back(nullptr);
}

void* run_invocation(void* argument) {
  auto& invocation = *static_cast<Invocation*>(argument);
  {
    EngineScope scope;
    put_back(invocation);
  }
  if (execution()->runs() == 1 && invocation.calls_system) write_to_all_pages(execution()->module());
  invocation.module->run_constructors();
  if (invocation.scenario != nullptr) {
    invocation.scenario();
    return nullptr;
  }
  const int status =
      invocation.main(static_cast<int>(invocation.arguments.size()), invocation.argv.data(), environ);
  if (status != 0) {
    EngineScope scope;
    execution()->end_program(status);
  }
  return nullptr;
}

Invocation invocation_of(const CheckedModule& module, RunRequest& request) {
  Invocation invocation{&module};
  if (request.scenario == "main") {
    invocation.main = reinterpret_cast<int (*)(int, char**, char**)>(module.find("main"));
    if (invocation.main == nullptr) refuse(kNoModule, "the program has no main()");
  } else {
    invocation.scenario = reinterpret_cast<void (*)()>(module.find("weft_scenario_" + request.scenario));
    if (invocation.scenario == nullptr) refuse(kNoModule, "there is no scenario " + request.scenario);
  }
  invocation.calls_system = !module.unmodelled_imports().empty();
  invocation.arguments = request.arguments;
  invocation.arguments.insert(invocation.arguments.begin(), "program");
  return invocation;
}

void write_all(int descriptor, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t n = write(descriptor, text.data() + done, text.size() - done);
    if (n <= 0) std::_Exit(kNoModule);
    done += static_cast<std::size_t>(n);
  }
}

int run(const std::string& module_path, const std::string& request_path, int result) {
  Result<RunRequest> request = parse_request(read_all(request_path));
  if (!request) refuse(kUsage, request.error());
  Result<CheckedModule> module = CheckedModule::load(module_path);
  if (!module) refuse(kNoModule, module.error());
  Invocation invocation = invocation_of(module.value(), request.value());

  ModelMemory memory;
  Execution execution(memory, module.value().layout());
  set_execution(&execution);
  FileCapture output(request.value().budget.output_bytes);
  catch_faults(kStuckSeconds);
  const CheckedProgram program{run_invocation, &invocation, invocation.main != nullptr,
                               module.value().unmodelled_imports(), module.value().is_benchmark()};
  ForkedCrew crew([&] {
    output.part_from_parent();
    restart_timer();
  });
  const ScenarioOutcome outcome = run_checked(execution, output, program, request.value(), {}, &crew);
  write_all(result, encode_scenario(outcome));
  std::_Exit(0);  // the module's destructors must not run in this process
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  if (argc != 4) weft::refuse(weft::kUsage, "usage: weft-runner-checked MODULE.so REQUEST.json RESULT_FD");
  return weft::run(argv[1], argv[2], std::atoi(argv[3]));
}
