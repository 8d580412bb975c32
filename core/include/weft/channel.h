// A queue between agents that both sides wait for: kernel threads, fibers and tasks alike.
//
//   weft::channel<int> numbers(16);               // room for 16; channel<int> numbers; hands over directly
//   weft::fiber producer([&] { for (int i = 0; i < 100; ++i) numbers.send(i); numbers.close(); });
//   for (int number : numbers) use(number);       // until it is closed and empty
//
// Threads:    any number of senders and receivers. It is destroyed when nobody uses it
//             any more; values inside go with it.
// Order:      first in, first out, for values as for those who wait.
// Blocking:   send() while there is no room and no receiver; receive() while there is no value. try_ never.
// Errors:     sending into a closed channel returns false and leaves the value as it was.
// Complexity: O(1), no allocation after construction. Moves of T happen under a
//             spinlock: they must not throw or wait.
// Source:     Hoare, "Communicating Sequential Processes", CACM 1978; the hand-over from one side to the
//             waiting other side's frame after Go's chan.go.
// Checked:    tests/verify/programs/channel.cpp.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "weft/detail/channel_core.h"
#include "weft/detail/deadline.h"

namespace weft {

template <class T>
class channel : public runtime::ChannelCore {
  static_assert(std::is_nothrow_move_constructible_v<T>, "a value changes hands under a spinlock");

 public:
  using value_type = T;

  explicit channel(std::size_t capacity = 0)
      : capacity_(capacity), ring_(capacity ? new Room[capacity] : nullptr) {}
  ~channel() {
    while (size_ > 0) pop_front();
  }

  // False: it is closed, and `value` was not taken.
  bool send(T&& value) { return send_by(value, runtime::kWaitForEver); }
  bool send(const T& value) { return send(T(value)); }
  // False: closed, or no room at the moment (or in time), and `value` was not taken.
  bool try_send(T&& value) { return send_by(value, runtime::kDoNotWait); }
  bool try_send(const T& value) { return try_send(T(value)); }
  bool send_until(T&& value, std::chrono::steady_clock::time_point deadline) {
    return send_by(value, deadline);
  }
  template <class Rep, class Period>
  bool send_for(T&& value, const std::chrono::duration<Rep, Period>& length) {
    return send_by(value, detail::deadline_after(length));
  }

  // Nothing: it is closed and empty.
  std::optional<T> receive() { return receive_until(runtime::kWaitForEver); }
  // Nothing: closed and empty, see drained(), or no value at the moment (or in time).
  std::optional<T> try_receive() { return receive_until(runtime::kDoNotWait); }
  std::optional<T> receive_until(std::chrono::steady_clock::time_point deadline) {
    std::optional<T> value;
    receive_by(value, deadline);
    return value;
  }
  template <class Rep, class Period>
  std::optional<T> receive_for(const std::chrono::duration<Rep, Period>& length) {
    return receive_until(detail::deadline_after(length));
  }

  // For tasks: co_await c.async_send(1), co_await c.async_receive(), or with .within(10ms) or
  // .or_stop(token). Results are those of send() and receive(); what could not be sent is gone.
  auto async_send(T value) { return detail::awaitable(send_operation{*this, std::move(value)}); }
  auto async_receive() { return detail::awaitable(receive_operation{*this, std::nullopt}); }

  // Right for the moment only, but for drained(): once true it stays so.
  std::size_t size() const {
    return locked([&] { return size_; });
  }
  bool drained() const {
    return locked([&] { return closed_ && size_ == 0; });
  }
  std::size_t capacity() const { return capacity_; }

  // Receives: `for (T value : channel)`. Several agents may do so at once; each value goes to one.
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;

    explicit iterator(channel& from) : from_(&from), value_(from.receive()) {}
    T& operator*() { return *value_; }
    T* operator->() { return &*value_; }
    // emplace and not assignment: T need not be assignable.
    iterator& operator++() {
      value_.reset();
      from_->receive_by(value_, runtime::kWaitForEver);
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return !value_; }

   private:
    channel* from_;
    std::optional<T> value_;
  };
  iterator begin() { return iterator(*this); }
  std::default_sentinel_t end() const { return {}; }

 private:
  template <class>
  friend class receive_case_base;
  template <class>
  friend class send_case_base;
  struct Room {
    alignas(T) std::byte bytes[sizeof(T)];
  };

  struct send_operation {
    using waiter = runtime::Offer;
    channel& to;
    T value;
    bool sent = false;
    bool try_now() { return false; }
    bool enlist(runtime::Offer& offer) {
      offer.slot = &value;
      const Attempt attempt =
          to.attempt_or_line_up(to.senders_, offer, [&](auto& served) { return to.put(value, served); });
      sent = attempt == Attempt::done;
      return attempt != Attempt::waits;
    }
    bool withdraw(runtime::Offer& offer) { return to.ChannelCore::withdraw(to.senders_, offer); }
    void accept(runtime::Offer& offer) { sent = offer.done; }
    bool result(bool) { return sent; }
    runtime::Wait what() const { return {runtime::WaitReason::channel, &to}; }
  };

  struct receive_operation {
    using waiter = runtime::Offer;
    channel& from;
    std::optional<T> value;
    bool try_now() { return false; }
    bool enlist(runtime::Offer& offer) {
      offer.slot = &value;
      return from.attempt_or_line_up(from.receivers_, offer, [&](auto& served) {
        return from.take(value, served);
      }) != Attempt::waits;
    }
    bool withdraw(runtime::Offer& offer) { return from.ChannelCore::withdraw(from.receivers_, offer); }
    void accept(runtime::Offer&) {}
    std::optional<T> result(bool) { return std::move(value); }
    runtime::Wait what() const { return {runtime::WaitReason::channel, &from}; }
  };

  template <class F>
  auto locked(F look) const {
    lock_.lock();
    auto seen = look();
    lock_.unlock();
    return seen;
  }

  bool send_by(T& value, runtime::ChannelDeadline deadline) {
    runtime::Offer* served = nullptr;
    lock_.lock();
    const Attempt attempt = put(value, served);
    if (attempt == Attempt::waits && deadline != runtime::kDoNotWait)
      return wait_at(senders_, &value, deadline);
    lock_.unlock();
    if (served != nullptr) serve(*served);
    return attempt == Attempt::done;
  }

  void receive_by(std::optional<T>& value, runtime::ChannelDeadline deadline) {
    runtime::Offer* served = nullptr;
    lock_.lock();
    const Attempt attempt = take(value, served);
    if (attempt == Attempt::waits && deadline != runtime::kDoNotWait) {
      wait_at(receivers_, &value, deadline);
      return;
    }
    lock_.unlock();
    if (served != nullptr) serve(*served);
  }

  // Under lock_. `served`: who has to go on once the lock is free.
  Attempt put(T& value, runtime::Offer*& served) {
    if (closed_) return Attempt::closed;
    served = claim_first(receivers_);
    if (served != nullptr) {
      static_cast<std::optional<T>*>(served->slot)->emplace(std::move(value));
      served->done = true;
      return Attempt::done;
    }
    if (size_ == capacity_) return Attempt::waits;
    push_back(value);
    return Attempt::done;
  }

  // Under lock_. The value of the sender that waits longest takes the room that came free.
  Attempt take(std::optional<T>& into, runtime::Offer*& served) {
    if (size_ > 0) into.emplace(pop_front());
    served = claim_first(senders_);
    if (served != nullptr) {
      T& value = *static_cast<T*>(served->slot);
      if (into)
        push_back(value);
      else
        into.emplace(std::move(value));
      served->done = true;
    }
    if (into) return Attempt::done;
    return closed_ ? Attempt::closed : Attempt::waits;
  }

  T& at(std::size_t index) { return *std::launder(reinterpret_cast<T*>(ring_[index].bytes)); }

  void push_back(T& value) {
    std::size_t index = first_ + size_++;
    if (index >= capacity_) index -= capacity_;
    new (ring_[index].bytes) T(std::move(value));
  }

  T pop_front() {
    T& oldest = at(first_);
    T value(std::move(oldest));
    oldest.~T();
    if (++first_ == capacity_) first_ = 0;
    --size_;
    return value;
  }

  const std::size_t capacity_;
  const std::unique_ptr<Room[]> ring_;
  std::size_t first_ = 0, size_ = 0;
};

}  // namespace weft
