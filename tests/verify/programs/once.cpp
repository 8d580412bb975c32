// Two agents want a call that is made once: whoever comes second sees what it did.
//
// expect: verified
// mutant: done_without_release data_race core/sync/once.cpp
//   - done_.store(true, std::memory_order_release);
//   + done_.store(true, std::memory_order_relaxed);
// mutant: caller_is_not_noted data_race core/sync/once.cpp
//   - if (!done) caller_ = &self;
#include "weft/once.h"

#include "agents.h"

int main() {
  weft::once_flag once;
  int calls = 0, value = 0;
  const auto want = [&] {
    weft::call_once(once, [&] {
      ++calls;
      value = 1;
    });
    weft::expect_equal(value, 1, "what the call did");
  };
  verify::together(want, want);
  weft::expect_equal(calls, 1, "calls");
}
