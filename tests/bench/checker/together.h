// What the programs beside this share. Each says in its first lines what its threads do and, after `counts:`,
// how many executions an optimal checker completes: with sequential consistency, and after a slash under RC11
// where that is another number. Choose a size with `-D N=4`.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

inline constexpr auto kRelaxed = std::memory_order_relaxed;
inline constexpr auto kAcquire = std::memory_order_acquire;
inline constexpr auto kRelease = std::memory_order_release;
inline constexpr auto kAcqRel = std::memory_order_acq_rel;
inline constexpr auto kSeqCst = std::memory_order_seq_cst;

// Each body in a thread of its own.
template <class... Bodies>
void together(Bodies... bodies) {
  std::thread threads[] = {std::thread(bodies)...};
  for (std::thread& thread : threads) thread.join();
}

// body(first) .. body(last), each in a thread of its own, and what else is to run beside them.
template <class Body, class... Others>
void each(int first, int last, Body body, Others... others) {
  std::vector<std::thread> threads;
  (threads.emplace_back(others), ...);
  for (int id = first; id <= last; ++id) threads.emplace_back(body, id);
  for (std::thread& thread : threads) thread.join();
}
