// What programs do to a runner, one scenario each; run.mjs says how each must end.
#include <weft/exercise.h>

#include <atomic>
#include <cassert>
#include <condition_variable>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

int plain;
volatile int counted;
volatile int* volatile nowhere;
std::atomic<int> flag;

struct Counter {
  int value = 3;
  Counter() { value = 7; }
  ~Counter() { plain = 0; }
};
Counter global_counter;
thread_local Counter local_counter;
thread_local int local = 5;

int without_end(int n) {
  volatile char frame[200];
  frame[0] = static_cast<char>(n);
  return n == -1 ? 0 : without_end(n + 1) + frame[0];
}

template <class F>
void on_a_thread(F f) {
  std::thread(f).join();
}

}  // namespace

WEFT_SCENARIO(null_pointer) {
  on_a_thread([] { plain = *nowhere; });
}
WEFT_SCENARIO(wild_pointer) {
  on_a_thread([] {
    nowhere = reinterpret_cast<int*>(0xfffffff0);
    *nowhere = 3;
  });
}
WEFT_SCENARIO(trap) {
  on_a_thread([] { __builtin_trap(); });
}
WEFT_SCENARIO(exits) {
  on_a_thread([] { std::exit(0); });
}
WEFT_SCENARIO(aborts) {
  on_a_thread([] { std::abort(); });
}
WEFT_SCENARIO(uncaught) {
  on_a_thread([] { throw 3; });
}
WEFT_SCENARIO(uncaught_error) {
  on_a_thread([] { throw std::out_of_range("no such account"); });
}
WEFT_SCENARIO(uncaught_in_main) { throw std::runtime_error("no money"); }
WEFT_SCENARIO(throws_where_it_must_not) {
  on_a_thread([]() noexcept { std::vector<int>().at(plain) = 1; });
}
WEFT_SCENARIO(floods) {
  for (;;) std::printf("%0100d\n", plain);
}
WEFT_SCENARIO(recurses) {
  on_a_thread([] { plain = without_end(0); });
}

WEFT_SCENARIO(catches) {
  int caught = 0;
  try {
    throw std::runtime_error("x");
  } catch (const std::exception&) {
    ++caught;
  }
  on_a_thread([&] {
    try {
      std::vector<int>().at(3) = 1;
    } catch (const std::out_of_range&) {
      ++caught;
    }
  });
  weft::expect_equal(caught, 2, "exceptions caught");
}

WEFT_SCENARIO(thread_locals) {
  local = 9;
  int seen = 0, constructed = 0;
  on_a_thread([&] {
    seen = local;
    local = 1;
    constructed = local_counter.value;
  });
  weft::expect_equal(seen, 5, "a thread_local in a new thread");
  weft::expect_equal(local, 9, "the scenario's own");
  weft::expect_equal(constructed, 7, "a thread_local with a constructor");
  weft::expect_equal(global_counter.value, 7, "a global with a constructor");
}

WEFT_SCENARIO(atomic_wait) {
  flag = 0;
  std::thread other([] {
    flag.store(1);
    flag.notify_one();
  });
  flag.wait(0);
  other.join();
  weft::expect_equal(flag.load(), 1, "the flag");
}

WEFT_SCENARIO(forgets_to_notify) {
  flag = 0;
  std::thread other([] { flag.store(1); });
  flag.wait(0);
  other.join();
}

WEFT_SCENARIO(once) {
  std::once_flag done;
  int times = 0;
  std::thread other([&] { std::call_once(done, [&] { ++times; }); });
  std::call_once(done, [&] { ++times; });
  other.join();
  weft::expect_equal(times, 1, "calls");
}

WEFT_SCENARIO(once_after_a_throw) {
  std::once_flag flag;
  int tries = 0, done = 0;
  const auto ensure = [&] {
    try {
      std::call_once(flag, [&] {
        if (++tries == 1) throw tries;
        ++done;
      });
    } catch (int) {
    }
  };
  std::thread other(ensure);
  ensure();
  other.join();
  ensure();
  weft::expect_equal(done, 1, "calls that ended well");
}

WEFT_SCENARIO(prints) {
  std::printf("hello\n");
  std::cout << "there" << std::endl;
  std::printf("no end of line");
  weft::expect(false, "this fails");
}

WEFT_SCENARIO(timed) {
  std::mutex m;
  std::condition_variable never;
  std::unique_lock hold(m);
  weft::expect(!never.wait_for(hold, std::chrono::hours(1), [] { return false; }), "an hour passes");
  std::binary_semaphore semaphore(0);
  weft::expect(!semaphore.try_acquire_for(std::chrono::hours(1)), "another hour passes");
}

// Of each execution and each repetition, as of a process.
WEFT_SCENARIO(fresh_globals) {
  static int times_here = 0;
  weft::expect_equal(++times_here, 1, "a static local");
  weft::expect_equal(++plain, 1, "a global");
  weft::expect_equal(++local, 6, "a thread_local");
  weft::expect_equal(global_counter.value++, 7, "a global with a constructor");
}

WEFT_SCENARIO(asserts) { assert(plain == 1); }
WEFT_SCENARIO(asserts_on_a_thread) {
  on_a_thread([] { assert(plain == 1); });
}

WEFT_SCENARIO(swallows) {
  try {
    weft::expect(false, "not to be caught");
  } catch (...) {
  }
}

WEFT_SCENARIO(leaves_a_thread) {
  static std::mutex& held = *new std::mutex;
  held.lock();
  std::thread([] { held.lock(); }).detach();
}

// More than a terminal keeps before the end of a line.
WEFT_SCENARIO(floods_one_line) {
  const std::string block(100'000, 'x');
  for (;;) std::fputs(block.c_str(), stdout);
}

WEFT_SCENARIO(jumps) {
  std::jmp_buf back;
  volatile int times = 0;
  if (setjmp(back) < 3) {
    times = times + 1;
    std::longjmp(back, times);
  }
  weft::expect_equal(static_cast<int>(times), 3, "jumps");
}

// The program that rates are measured with.
WEFT_SCENARIO(two_increments) {
  counted = 0;
  const auto increment = [] {
    for (int i = 0; i < 2; ++i) counted = counted + 1;
  };
  std::thread a(increment), b(increment);
  a.join();
  b.join();
  weft::observe("counted", counted);
}
