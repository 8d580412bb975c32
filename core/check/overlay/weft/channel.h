// weft/channel.h of checked programs: a send or a receive is one step, or two where one side waits for the
// other.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/detail/channel_rules.h"
#include "weft/detail/deadline.h"

namespace weft {

template <class T>
class channel {
  static_assert(std::is_nothrow_move_constructible_v<T>, "a value changes hands under a spinlock");

 public:
  using value_type = T;

  explicit channel(std::size_t capacity = 0) : _Capacity(capacity) {}
  channel(const channel&) = delete;
  channel& operator=(const channel&) = delete;

  bool send(T&& value) { return send_by(value, Patience{}); }
  bool send(const T& value) { return send(T(value)); }
  bool try_send(T&& value) { return send_by(value, Patience{.none = true}); }
  bool try_send(const T& value) { return try_send(T(value)); }
  bool send_until(T&& value, detail::deadline until) { return send_by(value, Patience{.until = until}); }
  template <class Rep, class Period>
  bool send_for(T&& value, const std::chrono::duration<Rep, Period>& length) {
    return send_until(std::move(value), detail::deadline_after(length));
  }

  std::optional<T> receive() { return received(Patience{}); }
  std::optional<T> try_receive() { return received(Patience{.none = true}); }
  std::optional<T> receive_until(detail::deadline until) { return received(Patience{.until = until}); }
  template <class Rep, class Period>
  std::optional<T> receive_for(const std::chrono::duration<Rep, Period>& length) {
    return receive_until(detail::deadline_after(length));
  }

  auto async_send(T value) {
    return detail::waiting_call([this, value = std::move(value)](detail::deadline until) mutable {
      return send_until(std::move(value), until);
    });
  }
  auto async_receive() {
    return detail::waiting_call([this](detail::deadline until) { return receive_until(until); });
  }

  void close() { _Gate.take(weft_gate_close, detail::channel_rules::close); }

  std::size_t size() const { return capacity() == 0 ? 0 : look() & ~detail::channel_rules::kClosed; }
  bool drained() const {
    const std::uint64_t seen = look();
    return (seen & detail::channel_rules::kClosed) != 0 &&
           (capacity() == 0 || seen == detail::channel_rules::kClosed);
  }
  bool closed() const { return (look() & detail::channel_rules::kClosed) != 0; }
  WEFT_GATE_RULE std::size_t capacity() const { return _Capacity; }

  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;

    explicit iterator(channel& from) : from_(&from), value_(from.receive()) {}
    T& operator*() { return *value_; }
    T* operator->() { return &*value_; }
    iterator& operator++() {
      value_.reset();
      if (std::optional<T> next = from_->receive()) value_.emplace(*std::move(next));
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
  using Parcel = std::unique_ptr<T>;
  struct Patience {
    bool none = false;
    detail::deadline until = detail::deadline::max();
  };
  // How a step without room ended: by whom it was served, or whom it served; 0: not at all.
  using Number = std::uint64_t;

  bool send_by(T& value, Patience patience) {
    Parcel parcel = std::make_unique<T>(std::move(value));
    if (capacity() == 0 ? hand_over(parcel, patience) : put(parcel, patience)) return true;
    std::destroy_at(&value);
    std::construct_at(&value, std::move(*parcel));
    return false;
  }
  std::optional<T> received(Patience patience) {
    Parcel parcel = capacity() == 0 ? accept(patience) : take(patience);
    if (parcel == nullptr) return std::nullopt;
    return std::optional<T>(std::move(*parcel));
  }

  // With room. What follows a step happens before any other agent's next one.
  bool put(Parcel& parcel, Patience patience) {
    const auto rule = patience.none ? detail::channel_rules::try_send : detail::channel_rules::send;
    if (!_Gate.take(weft_gate_send, rule, capacity(), patience.until)) return false;
    const detail::aside quiet;
    _Values.push_back(std::move(parcel));
    return true;
  }
  Parcel take(Patience patience) {
    const auto rule = patience.none ? detail::channel_rules::try_receive : detail::channel_rules::receive;
    if (!_Gate.take(weft_gate_receive, rule, 0, patience.until)) return nullptr;
    const detail::aside quiet;
    Parcel parcel = std::move(_Values.front());
    _Values.pop_front();
    return parcel;
  }

  // Without room.
  bool hand_over(Parcel& parcel, Patience patience) {
    const auto [effect, seen] = first_step(weft_gate_send, detail::channel_rules::kSendersWait, patience);
    if (effect != weft_gate_writes) return false;
    if (detail::channel_rules::other_side_waits(detail::channel_rules::kSendersWait, seen))
      return offer(detail::line::at(seen, 0), parcel);
    const Number me = number_in(seen);
    offer(me, parcel);
    if (was_served(weft_gate_send, me, patience)) return true;
    parcel = offered(me);
    return false;
  }
  Parcel accept(Patience patience) {
    const auto [effect, seen] = first_step(weft_gate_receive, 0, patience);
    if (effect != weft_gate_writes) return nullptr;
    if (detail::channel_rules::other_side_waits(0, seen)) return offered(detail::line::at(seen, 0));
    const Number me = number_in(seen);
    return was_served(weft_gate_receive, me, patience) ? offered(me) : nullptr;
  }
  detail::gate::answer first_step(weft_gate_op op, std::uint64_t side, Patience patience) {
    return _Gate.take(op, patience.none ? detail::channel_rules::try_meet : detail::channel_rules::meet,
                      side);
  }
  Number number_in(std::uint64_t seen) {
    const Number me = detail::line::free_number(seen);
    if (me > detail::line::kPlaces)
      weft_expectation_failed("more wait for a channel than the checker can follow", __FILE__, __LINE__);
    return me;
  }
  bool was_served(weft_gate_op op, Number me, Patience patience) {
    auto left = _Gate.take(op, detail::channel_rules::leave, me, patience.until);
    if (!left.in_time()) left = _Gate.take(weft_gate_line_up, detail::channel_rules::give_up, me);
    return detail::line::is_served(left.seen, me);
  }
  bool offer(Number at, Parcel& parcel) {
    const detail::aside quiet;
    _Offers[at] = std::move(parcel);
    return true;
  }
  Parcel offered(Number at) {
    const detail::aside quiet;
    return std::move(_Offers[at]);
  }

  std::uint64_t look() const { return _Gate.take(weft_gate_await, detail::channel_rules::look).seen; }

  const std::size_t _Capacity;
  detail::gate _Gate{"channel", 0};
  std::deque<Parcel> _Values;
  std::array<Parcel, detail::line::kPlaces + 1> _Offers;
};

}  // namespace weft
