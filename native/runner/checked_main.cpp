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

// What one execution runs, on agent 0's stack.
struct Invocation {
  const CheckedModule* module;
  void (*scenario)() = nullptr;
  int (*main)(int, char**, char**) = nullptr;
  std::vector<char*> arguments;
};

void* run_invocation(void* argument) {
  auto& invocation = *static_cast<Invocation*>(argument);
  invocation.module->run_constructors();
  if (invocation.scenario != nullptr) {
    invocation.scenario();
    return nullptr;
  }
  const int status = invocation.main(static_cast<int>(invocation.arguments.size()) - 1,
                                     invocation.arguments.data(), environ);
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
  static std::string name = "program";
  invocation.arguments.push_back(name.data());
  for (std::string& argument : request.arguments) invocation.arguments.push_back(argument.data());
  invocation.arguments.push_back(nullptr);
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
