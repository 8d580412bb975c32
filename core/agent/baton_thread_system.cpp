// The entry runs on its thread's own stack, whatever start() was given.
#include "agent/baton_thread.h"
#include "agent/futex.h"
#include "contract/check.h"

namespace weft::baton {
namespace {

struct Unwound {};

}  // namespace

void wait_while(const Word& word, std::uint32_t value) {
  while (word.load() == value) runtime::futex_wait(word, value, runtime::kNever);
}

void wake(const Word& word) { runtime::futex_wake(word, 1); }

void create_thread(pthread_t& thread, void* (*main)(void*), void* argument) {
  WEFT_CHECK(pthread_create(&thread, nullptr, main, argument) == 0);
}

void join_thread(pthread_t thread) { pthread_join(thread, nullptr); }

void run_entry(const Start& start) {
  try {
    start.entry(start.argument);
  } catch (const Unwound&) {
  }
}

// Unlike elsewhere, destructors on the abandoned stack do run.
void unwind() { throw Unwound(); }

}  // namespace weft::baton
