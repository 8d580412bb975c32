// The threads that the student's program started and that have not ended, and those that Weft's runtime has
// for it: workers, and stacks of fibers that wait. Each is a Worker of the browser. Threads: all functions
// from any thread.
#pragma once

#include <pthread.h>

namespace weft {

// pthread_create() of the program fails with EAGAIN beyond.
inline constexpr int kMaxProgramThreads = 128;

// Of the runtime; a program that needs more has the verdict memory_limit.
inline constexpr int kMaxRuntimeThreads = 64;

// Waits until no thread, fiber or task of the program is left, at most that long. Returns whether some are.
bool program_goes_on(double seconds);

// Threads of the runtime; they stay when the program has ended.
int count_runtime_threads();

// A thread of the runner's own: in neither count.
int create_own_thread(pthread_t* thread, void* (*entry)(void*), void* argument);

// What such a thread runs: calls its function, and says what leaves it uncaught. Defined in real_main.cpp.
void* call_thread(void* (*entry)(void*), void* argument);

// Ends the program, whose runtime gets no more threads. Defined in real_main.cpp.
[[noreturn]] void out_of_runtime_threads();

}  // namespace weft
