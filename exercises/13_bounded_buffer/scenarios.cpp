// What must hold for a buffer with room for two items. Every scenario takes as many items as it puts, so that
// the buffer is empty again when the scenario is repeated.
#include <weft/exercise.h>

#include <atomic>
#include <thread>

void put(int item);
int take();

namespace {

constexpr int kCapacity = 2;

void put_three() {
  for (int item = 1; item <= 3; ++item) put(item);
}

}  // namespace

WEFT_SCENARIO(sequential) {
  put(1);
  put(2);
  weft::expect_equal(take(), 1, "the first item taken after putting 1 and 2");
  weft::expect_equal(take(), 2, "the second item taken after putting 1 and 2");
  put(3);
  weft::expect_equal(take(), 3, "the item taken after putting 3 into the empty buffer");
}

WEFT_SCENARIO(in_order) {
  std::thread producer(put_three);
  const int first = take();
  const int second = take();
  const int third = take();
  producer.join();
  weft::expect_equal(first, 1, "first item taken while 1, 2, 3 are put");
  weft::expect_equal(second, 2, "second item taken while 1, 2, 3 are put");
  weft::expect_equal(third, 3, "third item taken while 1, 2, 3 are put");
}

WEFT_SCENARIO(full) {
  static std::atomic<int> finished_puts;
  finished_puts = 0;
  std::thread producer([] {
    for (int item = 1; item <= kCapacity + 1; ++item) {
      put(item);
      finished_puts.fetch_add(1);
    }
  });
  const int finished = finished_puts.load();
  for (int i = 0; i <= kCapacity; ++i) take();
  producer.join();
  weft::observe("puts finished before the first take", finished);
  weft::expect(finished <= kCapacity, "a third put must wait until something is taken: only two items fit");
}

WEFT_SCENARIO(two_producers) {
  std::thread ann(put, 1);
  std::thread bob(put, 2);
  const int first = take();
  const int second = take();
  ann.join();
  bob.join();
  weft::observe("first", first);
  weft::expect((first == 1 && second == 2) || (first == 2 && second == 1),
               "of two producers' items 1 and 2, each arrives exactly once");
}

WEFT_SCENARIO(two_consumers) {
  static int got_ann, got_bob;
  std::thread ann([] { got_ann = take(); });
  std::thread bob([] { got_bob = take(); });
  put(1);
  put(2);
  ann.join();
  bob.join();
  weft::observe("ann got", got_ann);
  weft::expect((got_ann == 1 && got_bob == 2) || (got_ann == 2 && got_bob == 1),
               "of the items 1 and 2, each goes to exactly one of two consumers");
}

WEFT_SCENARIO(busy) {
  constexpr int kItems = 500;  // of each producer and each consumer
  static std::atomic<int> seen[2 * kItems];
  for (std::atomic<int>& times : seen) times = 0;
  const auto produce = [](int from) {
    for (int i = 0; i < kItems; ++i) put(from + i);
  };
  const auto consume = [] {
    for (int i = 0; i < kItems; ++i) {
      const int item = take();
      weft::expect(item >= 0 && item < 2 * kItems, "take returns only what was put");
      seen[item].fetch_add(1);
    }
  };
  std::thread threads[] = {std::thread(produce, 0), std::thread(produce, kItems), std::thread(consume),
                           std::thread(consume)};
  for (std::thread& thread : threads) thread.join();
  for (const std::atomic<int>& times : seen)
    weft::expect_equal(times.load(), 1, "how often an item arrived that was put once");
}
