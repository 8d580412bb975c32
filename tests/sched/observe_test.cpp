#include "weft/observe.h"

#include <gtest/gtest.h>
#include <algorithm>

#include <algorithm>
#include <atomic>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "how_many.h"
#include "trace/codec.h"
#include "weft/agents.h"
#include "weft/event.h"
#include "weft/fiber.h"
#include "weft/mutex.h"
#include "weft/scope.h"

namespace weft {
namespace {

using Kind = scheduling_event_kind;
using std::chrono_literals::operator""ms;

bool is_fiber(const recording& recorded, std::uint64_t id) {
  for (const recorded_agent& agent : recorded.agents)
    if (agent.id == id) return agent.kind == "fiber";
  return false;
}

std::string name_in(const recording& recorded, std::uint64_t id) {
  for (const recorded_agent& agent : recorded.agents)
    if (agent.id == id) return agent.name;
  return "nobody";
}

// Whoever joins them parks at any time.
std::vector<scheduling_event> events_of_fibers(const recording& recorded) {
  std::vector<scheduling_event> events;
  for (const scheduling_event& event : recorded.events)
    if (is_fiber(recorded, event.agent)) events.push_back(event);
  return events;
}

// "unpark waiter by root", one a fiber's event.
std::vector<std::string> story_of(const recording& recorded) {
  std::vector<std::string> lines;
  for (const scheduling_event& event : events_of_fibers(recorded)) {
    std::string line = std::string(to_string(event.kind)) + " " + name_in(recorded, event.agent);
    if (event.kind == Kind::park) line += " " + event.reason;
    if (event.kind == Kind::spawn || event.kind == Kind::unpark)
      line += " by " + name_in(recorded, event.other);
    lines.push_back(line);
  }
  return lines;
}

// What fibers do on one worker while `body` runs on one called "root".
template <class F>
recording record_on_one_worker(F body, const recording_settings& settings = {}) {
  // The oldest runs before newer ones when it has waited for a time slice.
  scheduler one({.workers = 1, .time_slice = std::chrono::hours(1), .monitor = false});
  recording recorded;
  fiber root(one, [&] {
    set_this_agent_name("root");
    start_recording(settings);
    body();
    stop_recording();
    recorded = take_recording();
  });
  root.join();
  return recorded;
}

TEST(Observe, SaysHowAFiberWaitsForAnEventAndIsJoined) {
  const void* object = nullptr;
  const recording recorded = record_on_one_worker([&] {
    event ready;
    object = &ready;
    fiber waiter([&] { ready.wait(); });
    waiter.set_name("waiter");
    yield();
    ready.set();
    waiter.join();
  });
  EXPECT_EQ(story_of(recorded), (std::vector<std::string>{
                                    "spawn waiter by root", "yield root", "start waiter", "park waiter event",
                                    "start root", "unpark waiter by root", "park root join", "start waiter",
                                    "end waiter", "unpark root by waiter", "start root"}));
  const std::vector<scheduling_event> events = events_of_fibers(recorded);
  EXPECT_EQ(events[3].object, object);
  EXPECT_EQ(events[2].processor, 0);
}

TEST(Observe, NewFibersRunBeforeOlderOnes) {
  const recording recorded = record_on_one_worker([] {
    fiber first([] {});
    first.set_name("first");
    fiber second([] {});
    second.set_name("second");
    first.join();
  });
  EXPECT_EQ(story_of(recorded),
            (std::vector<std::string>{"spawn first by root", "spawn second by root", "park root join",
                                      "start second", "end second", "start first", "end first",
                                      "unpark root by first", "start root"}));
}

TEST(Observe, ASleeperIsUnparkedByATimer) {
  const recording recorded = record_on_one_worker([] { sleep_for(1ms); });
  EXPECT_EQ(story_of(recorded),
            (std::vector<std::string>{"park root sleep", "unpark root by nobody", "start root"}));
}

TEST(Observe, ABlockingCallGoesToAKernelThreadWithoutProcessor) {
  const recording recorded = record_on_one_worker([] { blocking([] {}); });
  std::vector<Kind> kinds;
  for (const scheduling_event& event : recorded.events)
    if (is_fiber(recorded, event.agent)) kinds.push_back(event.kind);
  std::erase(kinds, Kind::migrate);
  ASSERT_GE(kinds.size(), 4u);
  kinds.resize(4);  // then it may have to wait for a processor
  EXPECT_EQ(kinds, (std::vector{Kind::yield, Kind::start, Kind::block, Kind::unblock}));
}

bool waits_for(std::uint64_t agent, const std::string& primitive) {
  for (const agent_info& info : agents())
    if (info.id == agent) return info.waits_for == primitive && info.state == "waiting";
  return false;
}

TEST(Observe, SaysWhereKernelThreadsWait) {
  scheduler one({.workers = 1});
  event ready;
  const std::uint64_t self = this_agent().id;
  start_recording();
  fiber setter(one, [&] {
    while (!waits_for(self, "event")) yield();
    ready.set();
  });
  ready.wait();
  stop_recording();
  const recording recorded = take_recording();
  std::vector<scheduling_event> of_self;
  for (const scheduling_event& event : recorded.events)
    if (event.agent == self) of_self.push_back(event);
  ASSERT_EQ(of_self.size(), 3u);
  EXPECT_EQ(of_self[0].kind, Kind::park);
  EXPECT_EQ(of_self[0].object, &ready);
  EXPECT_EQ(of_self[1].kind, Kind::unpark);
  EXPECT_EQ(of_self[1].other, setter.id());
  EXPECT_EQ(of_self[2].kind, Kind::start);
}

TEST(Observe, NothingIsRecordedWhileOff) {
  start_recording();
  stop_recording();
  scheduler two({.workers = 2});
  fiber(two, [] { yield(); }).join();
  const recording recorded = take_recording();
  EXPECT_TRUE(recorded.events.empty());
  EXPECT_TRUE(recorded.agents.empty());
  EXPECT_FALSE(is_recording());
}

TEST(Observe, ANewRecordingDropsTheOldOne) {
  record_on_one_worker([] { yield(); });
  const recording second = record_on_one_worker([] {});
  EXPECT_TRUE(second.events.empty());
}

TEST(Observe, WhatARingCannotKeepIsCounted) {
  const recording recorded = record_on_one_worker(
      [] {
        for (int i = 0; i < 50; ++i) yield();
      },
      {.events_per_thread = 16});
  // The thread that joins the fiber may be recorded too, when it is late.
  std::uint64_t lost = 0;
  for (const auto& thread : recorded.threads) lost += thread.lost;
  EXPECT_EQ(events_of_fibers(recorded).size(), 15u);
  EXPECT_EQ(lost, 85u);
  EXPECT_EQ(recorded.events.back().kind, Kind::start);
}

// What each agent does must fit together, whatever kernel threads it ran on.
enum class Stage { unknown, runnable, running, waiting, blocked, ended };

struct Rule {
  Kind kind;
  Stage from, to;
};
constexpr Rule kRules[] = {
    {Kind::spawn, Stage::unknown, Stage::runnable},  {Kind::start, Stage::runnable, Stage::running},
    {Kind::park, Stage::running, Stage::waiting},    {Kind::unpark, Stage::waiting, Stage::runnable},
    {Kind::yield, Stage::running, Stage::runnable},  {Kind::block, Stage::running, Stage::blocked},
    {Kind::unblock, Stage::blocked, Stage::running}, {Kind::end, Stage::running, Stage::ended},
    {Kind::steal, Stage::runnable, Stage::runnable}, {Kind::migrate, Stage::runnable, Stage::runnable},
};

void expect_lawful(const recording& recorded) {
  std::map<std::uint64_t, Stage> stages;
  for (const scheduling_event& event : recorded.events) {
    if (!is_fiber(recorded, event.agent) || event.kind == Kind::hand_off) continue;
    Stage& stage = stages[event.agent];
    const Rule& rule = *std::find_if(std::begin(kRules), std::end(kRules),
                                     [&](const Rule& r) { return r.kind == event.kind; });
    ASSERT_EQ(static_cast<int>(stage), static_cast<int>(rule.from)) << to_string(event.kind);
    stage = rule.to;
  }
  for (const auto& [agent, stage] : stages)
    EXPECT_EQ(static_cast<int>(stage), static_cast<int>(Stage::ended));
}

// One agent at a time on each kernel thread.
void expect_one_at_a_time(const recording& recorded) {
  std::map<std::uint32_t, std::uint64_t> running;
  for (const scheduling_event& event : recorded.events) {
    if (!is_fiber(recorded, event.agent)) continue;
    if (event.kind == Kind::start) {
      EXPECT_EQ(running[event.thread], 0u);
      running[event.thread] = event.agent;
    } else if (event.kind == Kind::park || event.kind == Kind::yield || event.kind == Kind::end) {
      EXPECT_EQ(running[event.thread], event.agent);
      running[event.thread] = 0;
    }
  }
}

void busy_tree(int depth, mutex& shared, int& sum) {
  if (depth == 0) return yield();
  scope children;
  for (int i = 0; i < 2; ++i) children.spawn([=, &shared, &sum] { busy_tree(depth - 1, shared, sum); });
  if (depth == 3) blocking([] {});
  children.join();
  const std::lock_guard lock(shared);
  ++sum;
}

class ObserveMany : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Workers, ObserveMany, testing::Values(1, 2, kSomeWorkers));

TEST_P(ObserveMany, EveryStartHasItsCauseAndEveryAgentEnds) {
  start_recording();
  {
    scheduler many({.workers = GetParam()});
    mutex shared;
    int sum = 0;
    fiber(many, [&] { busy_tree(kTreeDepth, shared, sum); }).join();
    EXPECT_EQ(sum, (1 << kTreeDepth) - 1);
  }
  stop_recording();
  const recording recorded = take_recording();
  for (const recorded_thread& thread : recorded.threads) ASSERT_EQ(thread.lost, 0u);
  int spawned = 0;
  for (const scheduling_event& event : recorded.events) spawned += event.kind == Kind::spawn;
  EXPECT_EQ(spawned, (2 << kTreeDepth) - 1);
  EXPECT_TRUE(std::is_sorted(recorded.events.begin(), recorded.events.end(),
                             [](const auto& a, const auto& b) { return a.at < b.at; }));
  EXPECT_LE(recorded.events.back().at, recorded.length);
  EXPECT_TRUE(parse_outcome(to_outcome_json(recorded)));
  EXPECT_TRUE(nlohmann::json::accept(to_chrome_trace(recorded)));
  expect_lawful(recorded);
  expect_one_at_a_time(recorded);
}

TEST_P(ObserveMany, CanBeTakenWhileItGoesOn) {
  scheduler many({.workers = GetParam()});
  start_recording({.events_per_thread = 256});
  std::atomic<bool> stop = false;
  std::vector<fiber> busy;
  std::set<std::uint64_t> ids;
  for (int i = 0; i < 4; ++i) {
    busy.emplace_back(many, [&] {
      while (!stop) yield();
    });
    ids.insert(busy.back().id());
  }
  for (std::size_t seen = 0; seen < 5000;) {
    const recording recorded = take_recording();
    for (const scheduling_event& event : recorded.events)
      if (is_fiber(recorded, event.agent)) ASSERT_TRUE(ids.contains(event.agent));
    seen += recorded.events.size();
  }
  stop = true;
  busy.clear();
  stop_recording();
}

TEST(Observe, CountsTheProcessorTimeOfFibers) {
  scheduler one({.workers = 1});
  start_recording();
  fiber computes(one, [] {
    while (this_agent().cpu_time < 1ms) {
    }
    yield();
    EXPECT_GE(this_agent().cpu_time, 1ms);
  });
  computes.join();
  std::chrono::nanoseconds of_the_next{};
  fiber(one, [&] { of_the_next = this_agent().cpu_time; }).join();
  stop_recording();
  EXPECT_LT(of_the_next, 1ms);
}

}  // namespace
}  // namespace weft
