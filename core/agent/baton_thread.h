// What fiber_baton.cpp asks of the kernel threads that its fibers run on (baton_thread_system.cpp).
#pragma once

#include <pthread.h>

#include <atomic>
#include <cstdint>

#include "agent/stack.h"

namespace weft::baton {

using Word = std::atomic<std::uint32_t>;

void wait_while(const Word& word, std::uint32_t value);
void wake(const Word& word);  // who waits for it; the word may be gone by now

void create_thread(pthread_t& thread, void* (*main)(void*), void* argument);
void join_thread(pthread_t thread);

// What start() was told.
struct Start {
  int fiber = 0;  // its number
  Stack stack;
  void (*entry)(void*) = nullptr;
  void* argument = nullptr;
};

// Calls the entry; returns when it has returned, or by unwind().
void run_entry(const Start& start);

// Ends the entry of the calling fiber.
[[noreturn]] void unwind();

}  // namespace weft::baton
