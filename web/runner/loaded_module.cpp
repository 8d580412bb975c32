#include "runner/loaded_module.h"

#include <dlfcn.h>

#include <vector>

namespace weft {

Result<void*> load_module(const char* path) {
  void* module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) return Error{std::string("the module does not load: ") + dlerror()};
  return module;
}

Result<Program> find_program(void* module, const RunRequest& request) {
  Program program;
  const bool whole = request.scenario == "main";
  const std::string symbol = whole ? "main" : "weft_scenario_" + request.scenario;
  void* found = dlsym(module, symbol.c_str());
  if (found == nullptr && whole) found = dlsym(module, "__main_argc_argv");
  if (found == nullptr)
    return Error{"the program has no " + (whole ? "main()" : "scenario " + request.scenario)};
  if (!whole) {
    program.scenario = reinterpret_cast<void (*)()>(found);
    return program;
  }
  program.main_function = reinterpret_cast<int (*)(int, char**)>(found);
  program.arguments = {"program"};
  program.arguments.insert(program.arguments.end(), request.arguments.begin(), request.arguments.end());
  return program;
}

int Program::call() {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  if (entering != nullptr) entering();
  if (scenario != nullptr) return (scenario(), 0);
  return main_function(static_cast<int>(arguments.size()), argv.data());
}

}  // namespace weft
