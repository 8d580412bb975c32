// Coroutines that run beside one another, and one that gives up waiting.
//
// prints: fib(15) = 610
// prints: came in time: no
#include "weft/task.h"

#include <cstdio>

#include "weft/event.h"

using namespace std::chrono_literals;

weft::task<int> fib(int n) {
  if (n < 2) co_return n;
  weft::running_task<int> left = weft::start(fib(n - 1));  // beside this one
  const int right = co_await fib(n - 2);                   // as a call
  co_return co_await left + right;
}

weft::task<bool> wait_a_moment(weft::event& something) {
  co_return co_await something.async_wait().within(1ms);
}

int main() {
  std::printf("fib(15) = %d\n", weft::run(fib(15)));
  weft::event never;
  std::printf("came in time: %s\n", weft::run(wait_a_moment(never)) ? "yes" : "no");
}
