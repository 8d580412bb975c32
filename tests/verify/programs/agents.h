// What the programs of tests/verify have in common: a few kernel threads that run at the same time.
#pragma once

#include <weft/exercise.h>

#include <list>
#include <semaphore>
#include <thread>

#include "agent/kernel_thread.h"

namespace verify {

// Beginning and end of an agent are not what is checked: they happen one after another.
class Part {
 public:
  template <class F>
  explicit Part(F& function)
      : thread_([this, &function] {
          weft::runtime::exempt_kernel_thread();  // how many are parked is not what is checked either
          ready_.release();
          start_.acquire();
          function();
          done_.release();
          may_end_.acquire();
        }) {
    ready_.acquire();
  }
  void start() { start_.release(); }
  void wait() { done_.acquire(); }
  void end() {
    may_end_.release();
    thread_.join();
  }

 private:
  std::binary_semaphore ready_{0}, start_{0}, done_{0}, may_end_{0};
  std::thread thread_;
};

// Calls each function on an agent of its own, all at once; returns when they have returned.
template <class... Functions>
void together(Functions... functions) {
  weft::runtime::current_agent();
  std::list<Part> parts;
  (parts.emplace_back(functions), ...);
  for (Part& part : parts) part.start();
  for (Part& part : parts) part.wait();
  for (Part& part : parts) part.end();
}

}  // namespace verify
