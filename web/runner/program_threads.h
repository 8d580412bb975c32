// The threads that the student's program started and that have not ended: each is a Worker of the browser.
// Threads: all functions from any thread.
#pragma once

#include <pthread.h>

namespace weft {

// pthread_create() of the program fails with EAGAIN beyond.
inline constexpr int kMaxProgramThreads = 128;

// Waits until none is left, at most that long. Returns how many are.
int wait_for_program_threads(double seconds);

// A thread of the runner's own: not counted.
int create_own_thread(pthread_t* thread, void* (*entry)(void*), void* argument);

// What such a thread runs: calls its function, and says what leaves it uncaught. Defined in real_main.cpp.
void* call_thread(void* (*entry)(void*), void* argument);

}  // namespace weft
