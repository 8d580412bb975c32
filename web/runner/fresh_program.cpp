#include "runner/fresh_program.h"

#include <cstdint>

// web/runner/side_module.js: where the module's data lie, and how many bytes; real_program.js.
extern "C" {
void weft_js_module(std::uint32_t sizes[2]);
int weft_js_call_export(const char* name, int argc, char** argv);
}

namespace weft {

FreshProgram::FreshProgram(Program program) : program_(std::move(program)) {
  std::uint32_t sizes[2] = {0, 0};
  weft_js_module(sizes);
  data_.take(sizes[0], sizes[1]);
}

void FreshProgram::start_over() {
  {
    std::lock_guard hold(mutex_);
    at_exit_.clear();
  }
  data_.restore();
  weft_js_call_export("__wasm_call_ctors", 0, nullptr);
}

int FreshProgram::call() {
  const int argc = static_cast<int>(program_.arguments.size());
  return weft_js_call_export(program_.symbol.c_str(), argc, program_.argv().data());
}

void FreshProgram::destroy_statics() {
  for (;;) {
    std::unique_lock hold(mutex_);
    if (at_exit_.empty()) return;
    const ExitAction action = at_exit_.back();
    at_exit_.pop_back();
    hold.unlock();
    action.run(action.argument);
  }
}

void FreshProgram::at_exit(void (*destructor)(void*), void* object) {
  std::lock_guard hold(mutex_);
  at_exit_.push_back({destructor, object});
}

}  // namespace weft
