// What the models make of right and wrong programs.
#include "check/execution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

#include "check/program.h"

namespace weft::testing {
namespace {

// Explores everything; the first failure, or the last result.
ExecutionResult explore(TestProgram& program, ExecutionSettings settings = {}) {
  const auto strategy = exhaustive_strategy(true, -1);
  ExecutionResult last;
  while (strategy->begin_execution()) {
    const ExecutionResult& result = program.run(*strategy, settings);
    if (result.cut_short) continue;
    last = result;
    if (last.verdict != Verdict::accepted) return last;
  }
  return last;
}

Verdict verdict_of(
    std::vector<ThreadBody> threads, ThreadBody after = [] {}) {
  TestProgram program(std::move(threads), std::move(after));
  return explore(program).verdict;
}

TEST(Execution, MutexesOrderWhatTheyGuard) {
  const auto increment = [] { lock(0), write(8, read(8) + 1), unlock(0); };
  TestProgram program({increment, increment}, [] {
    if (read(8) != 2) execution()->fail(Verdict::wrong_result, "lost");
  });
  EXPECT_EQ(explore(program).verdict, Verdict::accepted);
}

TEST(Execution, UnorderedPlainWritesRace) {
  EXPECT_EQ(verdict_of({[] { write(8, 1); }, [] { write(8, 2); }}), Verdict::data_race);
}

TEST(Execution, ReadsAloneDoNotRace) {
  EXPECT_EQ(verdict_of({[] { read(8); }, [] { read(8); }}), Verdict::accepted);
}

TEST(Execution, JoinOrdersWhatTheThreadDid) {
  EXPECT_EQ(verdict_of({[] { write(8, 1); }}, [] { read(8); }), Verdict::accepted);
}

TEST(Execution, ReleaseAndAcquirePublish) {
  const auto publish = [] { write(8, 1), store(0, 1, Order::release); };
  const auto acquire = [] {
    if (load(0, Order::acquire) == 1) read(8);
  };
  const auto relaxed = [] {
    if (load(0, Order::relaxed) == 1) read(8);
  };
  const auto fenced = [] {
    if (load(0, Order::relaxed) == 1) model::fence(Order::acquire), read(8);
  };
  EXPECT_EQ(verdict_of({publish, acquire}), Verdict::accepted);
  EXPECT_EQ(verdict_of({publish, relaxed}), Verdict::data_race);
  EXPECT_EQ(verdict_of({publish, fenced}), Verdict::accepted);
}

// A read-modify-write in between continues the release sequence; a store breaks it.
TEST(Execution, ReleaseSequencesGoThroughReadModifyWrites) {
  const auto publish = [] { write(8, 1), store(0, 1, Order::release); };
  const auto acquire = [] {
    if (load(0, Order::acquire) == 2) read(8);
  };
  const auto modify = [] {
    if (load(0, Order::relaxed) == 1) add(0, 1, Order::relaxed);
  };
  const auto overwrite = [] {
    if (load(0, Order::relaxed) == 1) store(0, 2, Order::relaxed);
  };
  EXPECT_EQ(verdict_of({publish, modify, acquire}), Verdict::accepted);
  EXPECT_EQ(verdict_of({publish, overwrite, acquire}), Verdict::data_race);
}

void* write_word_8(void*) {
  g_modelled = false;
  write(8, 1);
  return nullptr;
}

AgentId start_writer(bool detached) {
  AgentId id;
  model::create(&id, write_word_8, nullptr, detached);
  return id;
}

TEST(Execution, WhatTheOnlyThreadDoesComesBeforeThoseItStarts) {
  EXPECT_EQ(verdict_of({},
                       [] {
                         write(8, 0);
                         model::join(start_writer(/*detached=*/false), nullptr);
                         write(8, 2);
                       }),
            Verdict::accepted);
}

TEST(Execution, TheOnlyThreadIsNotAloneOnceItHasStartedAnother) {
  EXPECT_EQ(verdict_of({[] { write(16, 1); }},
                       [] {
                         write(8, 0);
                         const AgentId other = start_writer(/*detached=*/false);
                         write(8, 2);
                         model::join(other, nullptr);
                       }),
            Verdict::data_race);
}

// Nobody knows what it did, though it has ended; and others were joined since.
TEST(Execution, AnEndedThreadThatNobodyJoinedRaces) {
  EXPECT_EQ(verdict_of({},
                       [] {
                         const AgentId ended = start_writer(/*detached=*/true);
                         AgentId joined;
                         model::create(
                             &joined, [](void*) -> void* { return nullptr; }, nullptr, false);
                         load(0);
                         model::join(joined, nullptr);
                         if (execution()->agent(ended).state == Agent::State::finished) write(8, 2);
                       }),
            Verdict::data_race);
}

TEST(Execution, AtomicAndPlainAccessRace) {
  EXPECT_EQ(verdict_of({[] { store(8, 1); }, [] { read(8); }}), Verdict::data_race);
}

TEST(Execution, NarrowAccessesToOneWordDoNotRace) {
  const auto byte = [](int i) {
    return [i] { model::plain_access(address_of(8) + static_cast<std::uintptr_t>(i), 1, true); };
  };
  EXPECT_EQ(verdict_of({byte(0), byte(1)}), Verdict::accepted);
  EXPECT_EQ(verdict_of({byte(1), byte(1)}), Verdict::data_race);
  EXPECT_EQ(verdict_of({byte(3), [] { write(8, 1); }}), Verdict::data_race);
}

TEST(Execution, OppositeLockOrdersDeadlock) {
  const auto both = [](int first, int second) {
    return [=] { lock(first), lock(second), unlock(second), unlock(first); };
  };
  EXPECT_EQ(verdict_of({both(0, 8), both(8, 0)}), Verdict::deadlock);
  EXPECT_EQ(verdict_of({both(0, 8), both(0, 8)}), Verdict::accepted);
}

TEST(Execution, LockingTwiceIsADeadlockUnlessRecursive) {
  EXPECT_EQ(verdict_of({[] { lock(0), lock(0); }}), Verdict::deadlock);
  const auto recursive = [] {
    for (int i = 0; i < 2; ++i) model::mutex_lock(address_of(0), MutexType::recursive);
    for (int i = 0; i < 2; ++i) model::mutex_unlock(address_of(0), MutexType::recursive);
  };
  EXPECT_EQ(verdict_of({recursive, recursive}), Verdict::accepted);
}

TEST(Execution, UnlockByAStrangerIsMisuse) {
  EXPECT_EQ(verdict_of({[] { unlock(0); }}), Verdict::misuse);
}

TEST(Execution, SignalBeforeWaitIsLost) {
  const auto wait = [] {
    lock(0);
    model::condition_wait(address_of(16), address_of(0), MutexType::normal);
    unlock(0);
  };
  EXPECT_EQ(verdict_of({wait, [] { model::condition_signal(address_of(16)); }}), Verdict::deadlock);
}

TEST(Execution, WaitingInALoopForAPredicateIsRight) {
  const auto wait = [] {
    lock(0);
    while (read(8) == 0) model::condition_wait(address_of(16), address_of(0), MutexType::normal);
    unlock(0);
  };
  const auto notify = [] { lock(0), write(8, 1), unlock(0), model::condition_signal(address_of(16)); };
  EXPECT_EQ(verdict_of({wait, notify}), Verdict::accepted);
}

TEST(Execution, EitherWaiterMayTakeASignal) {
  std::set<int> woken;
  const auto waiter = [&woken](int name) {
    return [&woken, name] {
      lock(0);
      if (read(8) == 0) model::condition_wait(address_of(16), address_of(0), MutexType::normal);
      if (read(8) == 1) woken.insert(name), write(8, 2), model::condition_broadcast(address_of(16));
      unlock(0);
    };
  };
  const auto notify = [] { lock(0), write(8, 1), unlock(0), model::condition_signal(address_of(16)); };
  TestProgram program({waiter(1), waiter(2), notify});
  const auto strategy = exhaustive_strategy(true, -1);
  while (strategy->begin_execution()) program.run(*strategy);
  EXPECT_THAT(woken, ::testing::ElementsAre(1, 2));
}

TEST(Execution, ATimedWaitMayTimeOutOrNot) {
  std::set<int> results;
  const auto wait = [&results] {
    lock(0);
    results.insert(model::condition_wait(address_of(16), address_of(0), MutexType::normal, 1'000'000));
    unlock(0);
  };
  TestProgram program({wait, [] { model::condition_signal(address_of(16)); }});
  EXPECT_EQ(explore(program).verdict, Verdict::accepted);
  EXPECT_THAT(results, ::testing::ElementsAre(0, ETIMEDOUT));
}

TEST(Execution, SemaphoresCount) {
  const auto post = [] { model::semaphore_post(address_of(0)); };
  const auto wait = [] { model::semaphore_wait(address_of(0)); };
  EXPECT_EQ(verdict_of({post, wait}), Verdict::accepted);
  EXPECT_EQ(verdict_of({post, wait, wait}), Verdict::deadlock);
}

TEST(Execution, WritersExcludeReaders) {
  const auto reader = [] { model::read_lock(address_of(0)), read(8), model::rw_unlock(address_of(0)); };
  const auto writer = [] { model::write_lock(address_of(0)), write(8, 1), model::rw_unlock(address_of(0)); };
  EXPECT_EQ(verdict_of({reader, reader, writer}), Verdict::accepted);
  const auto upgrade = [] { model::read_lock(address_of(0)), model::write_lock(address_of(0)); };
  EXPECT_EQ(verdict_of({upgrade}), Verdict::deadlock);
}

TEST(Execution, ASpinThatNobodyCanEndIsALivelock) {
  const auto spin = [] {
    while (load(0) == 0) {
    }
  };
  EXPECT_EQ(verdict_of({spin}), Verdict::livelock);
  EXPECT_EQ(verdict_of({spin, [] { store(0, 1); }}), Verdict::accepted);
}

TEST(Execution, HeapMisuseIsFound) {
  const auto heap = [](auto use) { return [use] { use(static_cast<char*>(model::allocate(10, 16))); }; };
  const auto at = [](const char* p) { return reinterpret_cast<std::uintptr_t>(p); };
  EXPECT_EQ(verdict_of({heap([&](char* p) { model::plain_access(at(p) + 9, 1, true), model::release(p); })}),
            Verdict::accepted);
  EXPECT_EQ(verdict_of({heap([&](char* p) { model::plain_access(at(p) + 10, 1, true); })}),
            Verdict::memory_error);
  EXPECT_EQ(verdict_of({heap([&](char* p) { model::plain_access(at(p) - 1, 1, false); })}),
            Verdict::memory_error);
  EXPECT_EQ(verdict_of({heap([&](char* p) { model::release(p), model::plain_access(at(p), 1, false); })}),
            Verdict::memory_error);
  EXPECT_EQ(verdict_of({heap([&](char* p) { model::release(p), model::release(p); })}),
            Verdict::memory_error);
  EXPECT_EQ(verdict_of({heap([&](char* p) { model::release(p + 1); })}), Verdict::memory_error);
}

// By hand: a thread alone has no choice to offer, so of two threads with one access each only the first can
// be chosen.
TEST(Execution, PlainAccessesAreChoicePointsAsFarAsAsked) {
  const auto access_variable = [] { read(0); };
  const auto access_heap = [] {
    model::plain_access(reinterpret_cast<std::uintptr_t>(model::allocate(8, 8)), 8, true);
  };
  const auto choices = [](Granularity granularity, ThreadBody body) {
    TestProgram program({body, body});
    ReplayStrategy replay({});
    replay.begin_execution();
    return program.run(replay, {.granularity = granularity}).steps;
  };
  const auto extra = [&](Granularity granularity, const ThreadBody& body) {
    return choices(granularity, body) - choices(Granularity::sync, body);
  };
  EXPECT_EQ(extra(Granularity::globals, access_variable), 2u);
  EXPECT_EQ(extra(Granularity::globals, access_heap), 0u);
  EXPECT_EQ(extra(Granularity::all, access_variable), 2u);
  EXPECT_EQ(extra(Granularity::all, access_heap), 2u);
}

TEST(Execution, EveryExecutionStartsFromTheSameMemory) {
  std::set<std::pair<std::uint64_t, void*>> starts;
  const auto body = [&starts] { starts.insert({add(0, 1), model::allocate(100, 16)}); };
  TestProgram program({body, body});
  const auto strategy = exhaustive_strategy(true, -1);
  int executions = 0;
  while (strategy->begin_execution()) program.run(*strategy), ++executions;
  EXPECT_EQ(executions, 2);
  EXPECT_EQ(starts.size(),
            4u);  // two agents, each first or second; an agent's block is always at the same place
}

TEST(Execution, ReplayRepeatsAFailureEventForEvent) {
  const auto both = [](int first, int second) {
    return [=] { lock(first), lock(second), unlock(second), unlock(first); };
  };
  TestProgram program({both(0, 8), both(8, 0)});
  const ExecutionResult failure = explore(program);
  ASSERT_EQ(failure.verdict, Verdict::deadlock);
  std::vector<std::vector<Event>> traces;
  for (int i = 0; i < 2; ++i) {
    ReplayStrategy replay(failure.schedule);
    ASSERT_TRUE(replay.begin_execution());
    const ExecutionResult again = program.run(replay, {.record = true});
    EXPECT_EQ(again.verdict, Verdict::deadlock);
    EXPECT_EQ(again.schedule, failure.schedule);
    EXPECT_FALSE(replay.diverged());
    traces.push_back(program.execution().recorder().events());
  }
  EXPECT_EQ(traces[0], traces[1]);
  EXPECT_FALSE(traces[0].empty());
}

TEST(Execution, ReplayOfAnotherProgramSaysWhereItDiverged) {
  TestProgram program({[] { add(0, 1); }, [] { add(0, 1); }});
  ReplayStrategy replay({{AgentId(1)}, {AgentId(7)}});
  ASSERT_TRUE(replay.begin_execution());
  program.run(replay);
  EXPECT_FALSE(replay.diverged());  // one choice only: the second step is never asked for
  EXPECT_FALSE(replay.consumed());
  ReplayStrategy other({{AgentId(7)}});
  ASSERT_TRUE(other.begin_execution());
  program.run(other);
  EXPECT_EQ(other.diverged(), 0u);
}

}  // namespace
}  // namespace weft::testing
