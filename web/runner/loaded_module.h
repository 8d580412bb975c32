// The student's side module in the runner.
// Threads: load_module() on the runner's main thread; the rest from any.
// Errors:  a module that does not load, or lacks what the request names, in one sentence.
#pragma once

#include <string>
#include <vector>

#include "contract/result.h"
#include "run/request.h"

namespace weft {

// Loads the file that JavaScript wrote to `path`. Static constructors run here. A module that was loaded
// before stays.
Result<void*> load_module(const char* path);

// What a request runs, ready to be called as often as wanted.
struct Program {
  std::string symbol;
  void (*scenario)() = nullptr;
  int (*main_function)(int, char**) = nullptr;
  std::vector<std::string> arguments;  // of main, the program's name first
  void (*entering)() = nullptr;        // called last before the program is

  int call();                 // the status that main returned; 0 for scenarios
  std::vector<char*> argv();  // with the null at its end
};

Result<Program> find_program(void* module, const RunRequest& request);

}  // namespace weft
