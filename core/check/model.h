// What the functions a program calls mean in a checked execution: threads, locks and the rest as operations
// on model objects. Signatures follow POSIX: results are 0 or an errno value, deadlines are virtual
// nanoseconds. Preconditions: called on an agent's stack inside an EngineScope, with an execution running.
// Wrong use (unlock of a lock not held, join twice, ...) ends the execution with the verdict misuse.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "check/execution.h"

namespace weft::model {

using Deadline = std::optional<std::uint64_t>;

// Threads. `id` as handed out by create.
int create(AgentId* id, void* (*entry)(void*), void* argument, bool detached);
int join(AgentId id, void** result, Deadline deadline = {});
int detach(AgentId id);

// Mutexes. The object is made at the first call that sees it; `type` is only looked at then.
void mutex_init(std::uintptr_t mutex, MutexType type);
int mutex_lock(std::uintptr_t mutex, MutexType type, Deadline deadline = {});
int mutex_try_lock(std::uintptr_t mutex, MutexType type);
int mutex_unlock(std::uintptr_t mutex, MutexType type);
int mutex_destroy(std::uintptr_t mutex);

// Reader-writer locks.
int write_lock(std::uintptr_t lock, Deadline deadline = {});
int read_lock(std::uintptr_t lock, Deadline deadline = {});
int try_write_lock(std::uintptr_t lock);
int try_read_lock(std::uintptr_t lock);
int rw_unlock(std::uintptr_t lock);
int rw_destroy(std::uintptr_t lock);

// Condition variables.
int condition_wait(std::uintptr_t condition, std::uintptr_t mutex, MutexType type, Deadline deadline = {});
int condition_signal(std::uintptr_t condition);
int condition_broadcast(std::uintptr_t condition);
int condition_destroy(std::uintptr_t condition);

// Semaphores, barriers, once.
void semaphore_init(std::uintptr_t semaphore, std::uint32_t permits);
int semaphore_wait(std::uintptr_t semaphore, Deadline deadline = {});
int semaphore_try_wait(std::uintptr_t semaphore);
int semaphore_post(std::uintptr_t semaphore);
int semaphore_value(std::uintptr_t semaphore);
int semaphore_destroy(std::uintptr_t semaphore);
void barrier_init(std::uintptr_t barrier, std::uint32_t parties);
bool barrier_wait(std::uintptr_t barrier);  // true for one of the parties
int barrier_destroy(std::uintptr_t barrier);
bool once_begin(std::uintptr_t once);  // true: the caller must do it, then call once_end
void once_end(std::uintptr_t once, bool done);

// Waiting on memory: wait returns 0, EAGAIN when the `bytes` bytes at `word` are not as `expected`, or
// ETIMEDOUT.
int futex_wait(std::uintptr_t word, const void* expected, std::uint32_t bytes, Deadline deadline = {});
std::size_t futex_wake(std::uintptr_t word, std::size_t count);

// Time and giving way.
std::uint64_t now();
void sleep_until(std::uint64_t deadline);
void yield();

// Heap of the running agent. Misuse of blocks is the verdict memory_error.
void* allocate(std::size_t bytes, std::size_t alignment);
void release(void* block);
bool is_no_heap(const void* block);  // a variable, of the program or of a library
void* resize(void* block, std::size_t bytes);

// The memory of locks goes away with its block: misuse while somebody holds them.
void check_locks_in(std::uintptr_t low, std::size_t bytes);

// Fails where an object of synchronisation is used in memory that was freed.
void check_in_use(std::uintptr_t address);

// The program's lock at `address` ends its life; misuse while somebody holds it. Not of global ones: a
// program may end with those.
void lock_ends(std::uintptr_t address);

// Plain memory. Called before the access happens.
void plain_access(std::uintptr_t address, std::size_t bytes, bool is_write);

// Notifies up to `count` of those that wait in the object's queue, whichever: all choices are explored. Graph
// search only. Returns how many it reached.
std::size_t notify_chosen(Object& object, std::size_t count);

// What the program knows an object by: for the queue of a futex, its word.
std::uintptr_t place_of(const Object& object);
// What a person may call an address of the program, but for what debug information says of it: see
// model_names.cpp.
std::string describe(std::uintptr_t address);

}  // namespace weft::model
