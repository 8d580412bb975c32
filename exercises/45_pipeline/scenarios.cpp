// Three fibers and two channels. The recording of the run is the point: the sum only says that all came
// through.
#include <weft/channel.h>
#include <weft/exercise.h>
#include <weft/fiber.h>
#include <weft/scheduler.h>

void square_all(weft::channel<int>& numbers, weft::channel<int>& squares);

namespace {

constexpr int kNumbers = 8;
constexpr int kSum = 204;  // 1 + 4 + 9 + ... + 64

void run_pipeline(int workers) {
  weft::scheduler scheduler({.workers = workers});
  weft::channel<int> numbers, squares;  // without room: each send waits for its receive
  int sum = 0;
  weft::fiber producer(scheduler, [&] {
    for (int number = 1; number <= kNumbers; ++number) numbers.send(number);
    numbers.close();
  });
  producer.set_name("producer");
  weft::fiber stage(scheduler, [&] { square_all(numbers, squares); });
  stage.set_name("squares");
  weft::fiber adder(scheduler, [&] {
    for (int square : squares) sum += square;
  });
  adder.set_name("adder");
  producer.join(), stage.join(), adder.join();
  weft::observe("sum", sum);
  weft::expect_equal(sum, kSum, "the sum of the squares");
}

}  // namespace

WEFT_SCENARIO(one_worker) { run_pipeline(1); }

WEFT_SCENARIO(two_workers) { run_pipeline(2); }
