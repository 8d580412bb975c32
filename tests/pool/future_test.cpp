#include "weft/future.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "how_many.h"
#include "weft/fiber.h"
#include "weft/scope.h"

namespace weft {
namespace {

using std::chrono_literals::operator""ns;

future<int> failed(const char* why) {
  promise<int> broken;
  broken.set_exception(std::make_exception_ptr(std::runtime_error(why)));
  return broken.get_future();
}

template <class F>
std::future_errc misuse(F use) {
  try {
    use();
  } catch (const std::future_error& error) {
    return static_cast<std::future_errc>(error.code().value());
  }
  return {};
}

TEST(Future, GivesWhatWasSet) {
  promise<std::unique_ptr<int>> giver;
  future<std::unique_ptr<int>> taker = giver.get_future();
  EXPECT_FALSE(taker.ready());
  EXPECT_FALSE(taker.wait_for(1ns));
  giver.set_value(std::make_unique<int>(5));
  EXPECT_TRUE(taker.ready());
  EXPECT_EQ(*taker.get(), 5);
  EXPECT_FALSE(taker.valid());
}

TEST(Future, RethrowsWhatWasThrown) { EXPECT_THROW(failed("why").get(), std::runtime_error); }

TEST(Future, MisuseIsReported) {
  promise<int> one;
  one.set_value(1);
  EXPECT_EQ(misuse([&] { one.set_value(2); }), std::future_errc::promise_already_satisfied);
  future<int> value = one.get_future();
  EXPECT_EQ(misuse([&] { one.get_future(); }), std::future_errc::future_already_retrieved);
  EXPECT_EQ(value.get(), 1);
  EXPECT_EQ(misuse([&] { value.get(); }), std::future_errc::no_state);
  future<int> orphan = promise<int>().get_future();
  EXPECT_EQ(misuse([&] { orphan.get(); }), std::future_errc::broken_promise);
}

TEST(Future, ThenPassesValuesOnAndErrorsBy) {
  promise<int> start;
  bool skipped = true;
  future<std::string> end = start.get_future()
                                .then([](int n) { return n + 1; })
                                .then([](int n) { return make_ready_future(n * 2); })
                                .then([](int n) { return std::to_string(n); });
  start.set_value(20);
  EXPECT_EQ(end.get(), "42");
  future<void> never = failed("x").then([&](int) { skipped = false; });
  EXPECT_THROW(never.get(), std::runtime_error);
  EXPECT_TRUE(skipped);
  EXPECT_EQ(failed("seen")
                .then([](future<int> ready) {
                  try {
                    return std::to_string(ready.get());
                  } catch (const std::exception& error) {
                    return std::string(error.what());
                  }
                })
                .get(),
            "seen");
  EXPECT_THROW(make_ready_future(1).then([](int) -> int { throw std::logic_error("inside"); }).get(),
               std::logic_error);
}

// Each link's callback would run inside the one before: here 100,000 of them are added to one state instead.
TEST(Future, AllCallbacksRunInOrder) {
  runtime::FutureCore core;
  std::vector<int> order;
  for (int i = 0; i < 100'000; ++i) detail::when_ready(core, [&order, i] { order.push_back(i); });
  core.make_ready();
  ASSERT_EQ(order.size(), 100'000u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  detail::when_ready(core, [&] { order.clear(); });
  EXPECT_TRUE(order.empty());
}

TEST(Future, WhenAll) {
  std::vector<promise<int>> promises(3);
  std::vector<future<int>> futures;
  for (auto& each : promises) futures.push_back(each.get_future());
  future<std::vector<int>> all = when_all(std::move(futures));
  promises[2].set_value(2);
  promises[0].set_value(0);
  EXPECT_FALSE(all.ready());
  promises[1].set_value(1);
  EXPECT_EQ(all.get(), (std::vector{0, 1, 2}));
  EXPECT_EQ(when_all(std::vector<future<int>>()).get(), std::vector<int>());

  std::vector<future<int>> some;
  some.push_back(make_ready_future(1));
  some.push_back(failed("first"));
  some.push_back(failed("second"));
  try {
    when_all(std::move(some)).get();
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "first");
  }
}

TEST(Future, WhenAllOfDifferentTypes) {
  promise<std::string> text;
  auto all = when_all(make_ready_future(1), text.get_future(), make_ready_future());
  EXPECT_FALSE(all.ready());
  text.set_value("two");
  const auto [number, word, nothing] = all.get();
  EXPECT_EQ(number, 1);
  EXPECT_EQ(word, "two");
}

TEST(Future, WhenAny) {
  std::vector<promise<int>> promises(3);
  std::vector<future<int>> futures;
  for (auto& each : promises) futures.push_back(each.get_future());
  future<any_result<int>> any = when_any(std::move(futures));
  EXPECT_FALSE(any.ready());
  promises[1].set_value(11);
  promises[0].set_value(10);
  any_result<int> first = any.get();
  EXPECT_EQ(first.index, 1u);
  EXPECT_EQ(first.which.get(), 11);
}

// The waiter destroys promise and future as soon as it may.
TEST(Future, ThePromiseMayGoAsSoonAsTheResultIsThere) {
  for (const int workers : {1, 2, kSomeWorkers, kManyWorkers}) {
    scheduler on({.workers = workers});
    for (int i = 0; i < 2'000; ++i) {
      auto giver = std::make_unique<promise<int>>();
      future<int> taker = giver->get_future();
      fiber setter(on, [raw = giver.get(), i] { raw->set_value(i); });
      ASSERT_EQ(taker.get(), i);
      giver.reset();
      setter.join();
    }
  }
}

TEST(Future, FibersWaitWithoutBlockingTheirWorker) {
  scheduler one({.workers = 1});
  promise<int> giver;
  future<int> taker = giver.get_future();
  fiber waits(one, [&] { EXPECT_EQ(taker.get(), 3); });
  fiber sets(one, [&] { giver.set_value(3); });
  waits.join();
  sets.join();
}

}  // namespace
}  // namespace weft
