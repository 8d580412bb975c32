// What libc++'s std::call_once calls unless the flag says that it is done. Its own version blocks and writes
// the flag inside the library, where nothing orders the write before the acquire load of the others.
#include <cstdint>

#include "check/atomics.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::g_modelled;

namespace {

using Flag = volatile unsigned long;
constexpr unsigned long kComplete = ~0ul;  // libc++, <__mutex/once_flag.h>

std::uintptr_t at(const Flag& flag) { return reinterpret_cast<std::uintptr_t>(&flag); }

// The flag is an atomic location, which the program reads; the once is an object beside it. What runs in
// between may leave by an exception: then the next caller tries.
class Once {
 public:
  explicit Once(Flag& flag) : flag_(flag) { mine_ = model::once_begin(at(flag) + 1); }
  ~Once() {
    if (mine_) model::once_end(at(flag_) + 1, done_);
  }
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;

  void run(void (*call)(void*), void* argument) {
    if (!mine_) return;
    call_program(call, argument);
    model::atomic_store(at(flag_), sizeof(Flag), kComplete, weft::Order::release);
    done_ = true;
  }

 private:
  static void call_program(void (*call)(void*), void* argument) {
    struct Modelled {
      Modelled() { g_modelled = true; }
      ~Modelled() { g_modelled = false; }
    } modelled;
    call(argument);
  }

  Flag& flag_;
  bool mine_ = false, done_ = false;
};

}  // namespace

extern "C" void weft_call_once(Flag& flag, void* argument,
                               void (*call)(void*)) __asm__("__wrap__ZNSt3__211__call_onceERVmPvPFvS2_E");

extern "C" WEFT_EXPORT void weft_call_once(Flag& flag, void* argument, void (*call)(void*)) {
  if (!g_modelled) {
    call(argument);
    flag = kComplete;
    return;
  }
  weft::EngineScope scope;
  Once(flag).run(call, argument);
}
