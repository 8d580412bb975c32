// Threads that want one lock: the same code for every kind of lock.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <thread>
#include <vector>

namespace weft::bench {

inline constexpr auto kContest = std::chrono::milliseconds(150);
inline constexpr std::uint64_t kTurnsAWrite = 100;  // of the read-mostly contest: 1 % write

using Turns = std::vector<std::uint64_t>;

struct alignas(128) Contestant {
  std::atomic<std::uint64_t> turns{0};  // written by its thread only
  std::jthread thread;
};

inline Turns turns_of(const std::vector<Contestant>& contestants) {
  Turns turns;
  for (const Contestant& one : contestants) turns.push_back(one.turns.load(std::memory_order_relaxed));
  return turns;
}

struct Contest {
  Turns counted;            // of each contestant, since all of them had their first
  std::uint64_t total = 0;  // from the beginning
};

// Every contestant calls turn(n), n = 0, 1, 2, ..., until the time is over.
template <class F>
Contest compete(int count, F turn) {
  std::atomic<bool> over{false};
  std::vector<Contestant> contestants(count);
  for (Contestant& one : contestants)
    one.thread = std::jthread([&] {
      for (std::uint64_t done = 0; !over.load(std::memory_order_relaxed);) {
        turn(done);
        one.turns.store(++done, std::memory_order_relaxed);
      }
    });
  Turns before;
  do {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    before = turns_of(contestants);
  } while (std::find(before.begin(), before.end(), 0) != before.end());
  std::this_thread::sleep_for(kContest);
  Contest contest{.counted = turns_of(contestants)};
  over = true;
  for (Contestant& one : contestants) one.thread.join();
  for (int i = 0; i < count; ++i) contest.counted[i] -= before[i];
  for (const std::uint64_t turns : turns_of(contestants)) contest.total += turns;
  return contest;
}

inline std::uint64_t sum(const Turns& turns) {
  return std::accumulate(turns.begin(), turns.end(), std::uint64_t{0});
}

inline double share_of_the_last(const Turns& turns) {
  const auto [least, most] = std::minmax_element(turns.begin(), turns.end());
  return static_cast<double>(*least) / static_cast<double>(*most);
}

inline double seconds(std::chrono::duration<double> length) { return length.count(); }

// With a second thread in the process: glibc leaves the atomic operations out where there is one alone.
template <class Mutex>
void uncontended(benchmark::State& state) {
  std::mutex busy;
  busy.lock();
  std::jthread second([&] { const std::lock_guard lock(busy); });
  Mutex mutex;
  std::uint64_t counter = 0;
  for (auto _ : state) {
    const std::lock_guard lock(mutex);
    benchmark::DoNotOptimize(++counter);
  }
  busy.unlock();
  state.SetItemsProcessed(state.iterations());
}

// Sections of one addition with nothing in between. Argument: threads. Counter `share`: least turns of a
// contestant by most. It means something on a quiet machine only: whenever a processor is wanted for
// something else, the thread that lost it is not in line, and the other one runs alone, thirty times as fast.
template <class Mutex, class... Settings>
void contended(benchmark::State& state, Settings... settings) {
  std::uint64_t turns = 0;
  for (auto _ : state) {
    Mutex mutex(settings...);
    std::uint64_t counter = 0;
    const Contest contest = compete(static_cast<int>(state.range(0)), [&](std::uint64_t) {
      const std::lock_guard lock(mutex);
      benchmark::DoNotOptimize(++counter);
    });
    if (contest.total != counter) state.SkipWithError("two were inside at once");
    turns += sum(contest.counted);
    state.counters["share"] = share_of_the_last(contest.counted);
    state.SetIterationTime(seconds(kContest));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(turns));
}

// Argument: threads.
template <class SharedMutex>
void read_mostly(benchmark::State& state) {
  std::uint64_t turns = 0;
  for (auto _ : state) {
    SharedMutex mutex;
    std::uint64_t written = 0;
    const Contest contest = compete(static_cast<int>(state.range(0)), [&](std::uint64_t turn) {
      if (turn % kTurnsAWrite == kTurnsAWrite - 1) {
        const std::lock_guard lock(mutex);
        benchmark::DoNotOptimize(++written);
      } else {
        const std::shared_lock lock(mutex);
        std::uint64_t seen = written;
        benchmark::DoNotOptimize(seen);
      }
    });
    turns += sum(contest.counted);
    state.SetIterationTime(seconds(kContest));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(turns));
}

}  // namespace weft::bench
