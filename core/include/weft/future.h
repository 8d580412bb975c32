// A value that is there later, and the promise to deliver it: for kernel threads, fibers and tasks alike.
//
//   weft::promise<int> promise;
//   weft::future<std::string> text = promise.get_future().then([](int n) { return std::to_string(n); });
//   promise.set_value(42);
//   text.get();   // "42"
//
// Threads:    a promise and its future may be used by different agents; each of the two by one at a time.
// Blocking:   get() and wait() park the calling agent. then() never waits.
// Errors:     as std::future: get() rethrows what was set; misuse throws std::future_error; a promise that
//             goes without a result leaves broken_promise.
// Order:      continuations run in the order in which they were added, on the agent that sets the result, or
//             at once in then() when it is there: keep them short, or let them submit to a pool.
// Complexity: one allocation for a promise and its future, one for a continuation.
// Source:     Baker and Hewitt, "The Incremental Garbage Collection of Processes", 1977;
//             interface after std::experimental::future.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "weft/detail/deadline.h"
#include "weft/detail/future_core.h"

namespace weft {

template <class T>
class future;
template <class T>
class promise;

namespace detail {

struct nothing {};
template <class T>
using stored = std::conditional_t<std::is_void_v<T>, nothing, T>;

template <class T>
struct future_state : runtime::FutureCore {
  std::optional<stored<T>> value;
};

template <class T>
struct is_future : std::false_type {};
template <class T>
struct is_future<future<T>> : std::true_type {};

// What `then(F)` gives: a future in a future counts as one.
template <class R>
struct flattened {
  using type = R;
};
template <class R>
struct flattened<future<R>> {
  using type = R;
};

template <class F>
struct callback_of final : runtime::FutureCore::Callback {
  explicit callback_of(F function) : function_(std::move(function)) {}
  void run() override { function_(); }
  F function_;
};

template <class F>
void when_ready(runtime::FutureCore& core, F function) {
  core.when_ready(std::make_unique<callback_of<F>>(std::move(function)));
}

// Sets `to` to what `call` returns or throws.
template <class R, class F>
void fulfil(promise<R>& to, F&& call) {
  try {
    if constexpr (std::is_void_v<R>) {
      call();
      to.set_value();
    } else {
      to.set_value(call());
    }
  } catch (...) {
    to.set_exception(std::current_exception());
  }
}

}  // namespace detail

template <class T>
class future {
 public:
  using value_type = T;
  future() = default;
  future(future&&) noexcept = default;
  future& operator=(future&&) noexcept = default;

  // Whether it belongs to a promise still: get() and then() take it away.
  bool valid() const { return state_ != nullptr; }
  bool ready() const { return shared().ready(); }
  void wait() const { shared().wait(std::chrono::steady_clock::time_point::max()); }
  bool wait_until(std::chrono::steady_clock::time_point deadline) const { return shared().wait(deadline); }
  template <class Rep, class Period>
  bool wait_for(const std::chrono::duration<Rep, Period>& length) const {
    return shared().wait(detail::deadline_after(length));
  }

  T get() {
    wait();
    const std::shared_ptr<State> state = std::move(state_);
    if (state->error != nullptr) std::rethrow_exception(state->error);
    if constexpr (!std::is_void_v<T>) return std::move(*state->value);
  }

  // For tasks: co_await f.async_wait(), or with .within(10ms), which says whether it is there.
  auto async_wait() const { return shared().async_wait(); }

  // Calls `function` with the value, or with the ready future itself if it takes one; in the
  // first case an error passes it by and is the result's error. The result of a function that
  // returns a future is that future's.
  template <class F>
  auto then(F function);

 private:
  using State = detail::future_state<T>;
  friend class promise<T>;
  template <class>
  friend class future;
  explicit future(std::shared_ptr<State> state) : state_(std::move(state)) {}

  State& shared() const {
    if (state_ == nullptr) throw std::future_error(std::future_errc::no_state);
    return *state_;
  }

  template <class F>
  static auto call(F& function, future& ready) {
    if constexpr (std::is_invocable_v<F&, future>)
      return function(std::move(ready));
    else if constexpr (std::is_void_v<T>)
      return ready.get(), function();
    else
      return function(ready.get());
  }

  std::shared_ptr<State> state_;
};

template <class T>
class promise {
 public:
  promise() : state_(std::make_shared<State>()) {}
  promise(promise&&) noexcept = default;
  promise& operator=(promise&& other) noexcept {
    promise(std::move(*this));
    state_ = std::move(other.state_);
    has_future_ = other.has_future_;
    return *this;
  }
  ~promise() {
    if (state_ == nullptr || satisfied_) return;
    state_->claim();
    state_->error = std::make_exception_ptr(std::future_error(std::future_errc::broken_promise));
    state_->make_ready();
  }

  future<T> get_future() {
    if (std::exchange(has_future_, true)) throw std::future_error(std::future_errc::future_already_retrieved);
    return future<T>(state_);
  }

  template <class... V>
  void set_value(V&&... value) {
    static_assert(sizeof...(V) == (std::is_void_v<T> ? 0 : 1), "one value; none of a promise<void>");
    const std::shared_ptr<State> state = claim();
    try {
      state->value.emplace(std::forward<V>(value)...);
    } catch (...) {
      state->error = std::current_exception();
    }
    state->make_ready();
  }
  void set_exception(std::exception_ptr error) {
    const std::shared_ptr<State> state = claim();
    state->error = std::move(error);
    state->make_ready();
  }

 private:
  using State = detail::future_state<T>;
  // Kept by the caller: who waits for the result may destroy this promise as soon as it is there.
  std::shared_ptr<State> claim() {
    if (state_ == nullptr) throw std::future_error(std::future_errc::no_state);
    state_->claim();
    satisfied_ = true;
    return state_;
  }

  std::shared_ptr<State> state_;
  bool has_future_ = false, satisfied_ = false;
};

template <class T>
template <class F>
auto future<T>::then(F function) {
  using Result = decltype(call(function, *this));
  using Value = typename detail::flattened<Result>::type;
  promise<Value> result;
  future<Value> later = result.get_future();
  State& state = shared();
  detail::when_ready(
      state, [self = std::move(*this), function = std::move(function), result = std::move(result)]() mutable {
        if constexpr (detail::is_future<Result>::value) {
          try {
            Result inner = call(function, self);
            auto pass_on = [result = std::move(result)](Result ready) mutable {
              detail::fulfil(result, [&] { return ready.get(); });
            };
            inner.then(std::move(pass_on));
          } catch (...) {
            result.set_exception(std::current_exception());
          }
        } else {
          detail::fulfil(result, [&] { return call(function, self); });
        }
      });
  return later;
}

template <class T>
future<std::decay_t<T>> make_ready_future(T&& value) {
  promise<std::decay_t<T>> done;
  done.set_value(std::forward<T>(value));
  return done.get_future();
}
inline future<void> make_ready_future() {
  promise<void> done;
  done.set_value();
  return done.get_future();
}

// Ready when all are: their values in the order of `all`, or the error of the first
// of them in that order that has one.
template <class T>
auto when_all(std::vector<future<T>> all) {
  using Values = std::conditional_t<std::is_void_v<T>, void, std::vector<detail::stored<T>>>;
  struct Gathering {
    std::vector<future<T>> done;
    std::atomic<std::size_t> missing;
    promise<Values> result;
    void finish() {
      detail::fulfil(result, [&] {
        if constexpr (std::is_void_v<T>) {
          for (future<T>& each : done) each.get();
        } else {
          Values values;
          for (future<T>& each : done) values.push_back(each.get());
          return values;
        }
      });
    }
  };
  // One more than there are, so that it is not finished before all have been asked.
  auto gathering = std::make_shared<Gathering>();
  gathering->done.resize(all.size());
  gathering->missing = all.size() + 1;
  auto result = gathering->result.get_future();
  // Acquire and release: whoever is last sees all results.
  const auto one_less = [](Gathering& in) {
    if (in.missing.fetch_sub(1, std::memory_order_acq_rel) == 1) in.finish();
  };
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i].then([gathering, one_less, i](future<T> ready) {
      gathering->done[i] = std::move(ready);
      one_less(*gathering);
    });
  one_less(*gathering);
  return result;
}

template <class... T>
future<std::tuple<detail::stored<T>...>> when_all(future<T>... all) {
  std::vector<future<void>> done;
  auto values = std::make_shared<std::tuple<std::optional<detail::stored<T>>...>>();
  const auto keep = [&done](auto& one, auto& into) {
    done.push_back(one.then([&into](std::decay_t<decltype(one)> ready) {
      if constexpr (std::is_void_v<typename std::decay_t<decltype(one)>::value_type>)
        ready.get(), into.emplace();
      else
        into.emplace(ready.get());
    }));
  };
  std::apply([&](auto&... into) { (keep(all, into), ...); }, *values);
  return when_all(std::move(done)).then([values] {
    return std::apply([](auto&... each) { return std::tuple<detail::stored<T>...>(std::move(*each)...); },
                      *values);
  });
}

template <class T>
struct any_result {
  std::size_t index = 0;  // of the future that was ready first
  future<T> which;        // ready; it may hold an error
};

// Ready as soon as one is. The others are dropped; what they belong to goes on. `all` must not be empty.
template <class T>
future<any_result<T>> when_any(std::vector<future<T>> all) {
  if (all.empty()) throw std::future_error(std::future_errc::no_state);
  struct Race {
    std::atomic<bool> over{false};
    promise<any_result<T>> result;
  };
  auto race = std::make_shared<Race>();
  auto result = race->result.get_future();
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i].then([race, i](future<T> ready) {
      // Relaxed: the result is handed over by the promise.
      if (!race->over.exchange(true, std::memory_order_relaxed))
        race->result.set_value(any_result<T>{i, std::move(ready)});
    });
  return result;
}

}  // namespace weft
