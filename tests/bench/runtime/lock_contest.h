// Threads that want one lock: the same code for every kind of lock.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <thread>

namespace weft::bench {

inline constexpr int kContestants = 2;
inline constexpr auto kContest = std::chrono::milliseconds(150);
inline constexpr std::uint64_t kTurnsAWrite = 100;  // of the read-mostly contest: 1 % write

using Turns = std::array<std::uint64_t, kContestants>;

// Every contestant calls turn(n), n = 0, 1, 2, ..., until the time is over. How often each did.
template <class F>
Turns compete(F turn) {
  Turns turns{};
  std::atomic<int> ready{0};
  std::atomic<bool> over{false};
  std::array<std::jthread, kContestants> threads;
  for (int i = 0; i < kContestants; ++i)
    threads[i] = std::jthread([&, i] {
      ++ready;
      while (ready != kContestants) std::this_thread::yield();
      std::uint64_t done = 0;
      while (!over.load(std::memory_order_relaxed)) turn(done++);
      turns[i] = done;
    });
  std::this_thread::sleep_for(kContest);
  over = true;
  for (std::jthread& thread : threads) thread.join();
  return turns;
}

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

// Sections of one addition with nothing in between. Counter `share`: least turns of a contestant by most.
template <class Mutex, class... Settings>
void contended(benchmark::State& state, Settings... settings) {
  std::uint64_t total = 0;
  double share = 1;
  for (auto _ : state) {
    Mutex mutex(settings...);
    std::uint64_t counter = 0;
    const Turns turns = compete([&](std::uint64_t) {
      const std::lock_guard lock(mutex);
      benchmark::DoNotOptimize(++counter);
    });
    const auto [least, most] = std::minmax_element(turns.begin(), turns.end());
    share = static_cast<double>(*least) / static_cast<double>(*most);
    if (std::accumulate(turns.begin(), turns.end(), std::uint64_t{0}) != counter)
      state.SkipWithError("two were inside at once");
    total += counter;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(total));
  state.counters["share"] = share;
}

template <class SharedMutex>
void read_mostly(benchmark::State& state) {
  std::uint64_t total = 0;
  for (auto _ : state) {
    SharedMutex mutex;
    std::uint64_t written = 0;
    const Turns turns = compete([&](std::uint64_t turn) {
      if (turn % kTurnsAWrite == kTurnsAWrite - 1) {
        const std::lock_guard lock(mutex);
        benchmark::DoNotOptimize(++written);
      } else {
        const std::shared_lock lock(mutex);
        std::uint64_t seen = written;
        benchmark::DoNotOptimize(seen);
      }
    });
    total = std::accumulate(turns.begin(), turns.end(), total);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(total));
}

}  // namespace weft::bench
