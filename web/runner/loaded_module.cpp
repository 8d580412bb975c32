#include "runner/loaded_module.h"

#include <dlfcn.h>

namespace weft {

Result<void*> load_module(const char* path) {
  void* module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) return Error{std::string("the module does not load: ") + dlerror()};
  return module;
}

Result<Program> find_program(void* module, const RunRequest& request) {
  Program program;
  const bool whole = request.scenario == "main";
  program.symbol = whole ? "main" : "weft_scenario_" + request.scenario;
  void* found = dlsym(module, program.symbol.c_str());
  if (found == nullptr && whole) {
    program.symbol = "__main_argc_argv";
    found = dlsym(module, program.symbol.c_str());
  }
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

std::vector<char*> Program::argv() {
  std::vector<char*> words;
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  return words;
}

int Program::call() {
  std::vector<char*> words = argv();
  if (entering != nullptr) entering();
  if (scenario != nullptr) return (scenario(), 0);
  return main_function(static_cast<int>(arguments.size()), words.data());
}

}  // namespace weft
