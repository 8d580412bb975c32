// A stack that overflows is said, and not just a crash: a fault in the guard page below a pooled stack
// (stack_pool.h) prints whose stack it is, how large, and the remedy; then the process dies by the signal as
// it would have. Other faults, and this one after the report, go to whoever handled the signal before, so
// that sanitizers and runners report them as usual.
//
// Not caught: a frame larger than a page whose code skips the guard page altogether, and then writes into the
// stack below. -fstack-clash-protection makes compilers touch every page in order. The stacks of kernel
// threads are the system's own business.
#pragma once

#include <cstddef>

namespace weft::runtime {

// Where the signal handler runs on this kernel thread, since the stack that overflowed has no room for it.
// One for each worker; the first one installs the handler. A thread that has a signal stack already keeps it.
class SignalStack {
 public:
  SignalStack();
  ~SignalStack();
  SignalStack(const SignalStack&) = delete;
  SignalStack& operator=(const SignalStack&) = delete;

 private:
  void* memory_ = nullptr;  // null: not ours
  std::size_t bytes_ = 0;
};

}  // namespace weft::runtime
