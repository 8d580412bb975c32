// A program of which every call finds its globals as new: the page's counterpart of a process for each
// repetition. Threads: call() and destroy_statics() from one thread at a time, with no other thread of the
// program alive; at_exit() from any.
#pragma once

#include <mutex>
#include <vector>

#include "check/snapshot.h"
#include "runner/loaded_module.h"

namespace weft {

class FreshProgram {
 public:
  // Before the static constructors of the module, the one loaded last, ran for the first time.
  explicit FreshProgram(Program program);

  // Restores the module's data and runs its static constructors.
  void start_over();
  int call();  // the status that main returned
  // What was registered since start_over(), the latest first. Without it the heap of statics would be lost.
  void destroy_statics();

  void at_exit(void (*destructor)(void*), void* object);

 private:
  struct ExitAction {
    void (*run)(void*);
    void* argument;
  };

  Program program_;
  Snapshot data_;
  std::mutex mutex_;  // guards what follows
  std::vector<ExitAction> at_exit_;
};

}  // namespace weft
