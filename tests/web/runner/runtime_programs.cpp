// Programs that use Weft's runtime on real threads, for tests/web/runner/runtime.mjs: one scenario each.
#include <weft/channel.h>
#include <weft/event.h>
#include <weft/exercise.h>
#include <weft/fiber.h>
#include <weft/scheduler.h>
#include <weft/task.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

int sum_over_a_channel(int count) {
  weft::scheduler two({.workers = 2});
  weft::channel<int> numbers;
  int sum = 0;
  weft::fiber producer(two, [&] {
    for (int i = 1; i <= count; ++i) numbers.send(i);
    numbers.close();
  });
  producer.set_name("producer");
  weft::fiber consumer(two, [&] {
    for (int number : numbers) sum += number;
  });
  consumer.set_name("consumer");
  producer.join(), consumer.join();
  return sum;
}

weft::task<int> fib(int n) {
  if (n < 2) co_return n;
  co_return co_await fib(n - 1) + co_await fib(n - 2);
}

weft::task<int> count_down(int from) { co_return from == 0 ? 0 : co_await count_down(from - 1); }

}  // namespace

WEFT_SCENARIO(pipe) { weft::expect_equal(sum_over_a_channel(4), 10, "sum"); }

WEFT_SCENARIO(wrong_sum) { weft::expect_equal(sum_over_a_channel(4), 11, "sum"); }

WEFT_SCENARIO(many_events) { weft::expect_equal(sum_over_a_channel(300), 300 * 301 / 2, "sum"); }

WEFT_SCENARIO(tasks) {
  weft::observe("fib(12)", weft::run(fib(12)));
  weft::expect_equal(weft::run(count_down(20'000)), 0,
                     "a task goes on in another without a frame on the stack");
}

WEFT_SCENARIO(fiber_throws) {
  weft::fiber thrower([] { throw std::out_of_range("no such account"); });
  try {
    thrower.join();
  } catch (const std::out_of_range& error) {
    weft::observe("caught", std::string(error.what()));
    return;
  }
  weft::expect(false, "join() throws what the fiber threw");
}

// The main thread goes on, and so do the runtime's: only the program's own are waited for.
WEFT_SCENARIO(threads_too) {
  weft::event happened;
  std::thread waiter([&] { happened.wait(); });
  weft::fiber([&] { happened.set(); }).join();
  waiter.join();
}

WEFT_SCENARIO(leaves_a_fiber) {
  static auto& never = *new weft::event();
  weft::spawn([] { never.wait(); });
}

WEFT_SCENARIO(too_many_fibers) {
  weft::event never;
  std::vector<weft::fiber> fibers;
  for (int i = 0; i < 300; ++i) fibers.emplace_back([&] { never.wait(); });
}
