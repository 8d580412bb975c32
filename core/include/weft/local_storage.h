// Variables of which each agent has a value of its own: what thread_local is for
// threads, for fibers and tasks too.
//
//   static weft::local<int> depth;
//   ++*depth;
//
// A C++ thread_local belongs to the kernel thread, which a fiber changes whenever it waits. local<T> stays
// with the agent; kernel_thread_local<T> is for what belongs to the kernel thread (caches, statistics),
// and must not be used across a wait.
//
// Threads:    any agent; each sees its own value, made at first use and destroyed when the agent's function
//             has returned (a kernel thread's: when the thread ends).
// Blocking:   never.
// Errors:     what makes the first value may throw: that leaves get(), and the next get() tries again.
// Ownership:  values of agents that are alive when the variable is destroyed
//             are destroyed at those agents' ends.
// Complexity: one indexed load, after a call.
// Source:     an array for each agent, an index for each variable: thread-specific data of POSIX threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace weft {

namespace detail {

enum class local_of : std::uint8_t { agent, kernel_thread };

// A variable: its place in every agent's array, and a number that tells it
// from those who had the place before.
class local_key {
 public:
  local_key();
  ~local_key();
  local_key(const local_key&) = delete;
  local_key& operator=(const local_key&) = delete;

  void* find(local_of whose) const;  // null: has no value there
  void put(local_of whose, void* value, void (*destroy)(void* value)) const;

 private:
  std::size_t index_;
  std::uint64_t number_;
};

template <class T, local_of whose>
class local_variable {
 public:
  local_variable() : initial_([] { return new T(); }) {}
  // `initial()` gives each agent's first value.
  template <class F>
  explicit local_variable(F initial)
      : initial_([initial = std::move(initial)] { return new T(initial()); }) {}

  // The caller's own. The reference is good until the agent, or kernel thread, ends.
  T& get() const {
    if (void* const value = key_.find(whose)) return *static_cast<T*>(value);
    T* const value = initial_();
    key_.put(whose, value, [](void* at) { delete static_cast<T*>(at); });
    return *value;
  }
  T& operator*() const { return get(); }
  T* operator->() const { return &get(); }

 private:
  local_key key_;
  std::function<T*()> initial_;
};

}  // namespace detail

template <class T>
using local = detail::local_variable<T, detail::local_of::agent>;
template <class T>
using kernel_thread_local = detail::local_variable<T, detail::local_of::kernel_thread>;

}  // namespace weft
