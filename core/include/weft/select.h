// Waits for several channels at once and does what is possible first.
//
//   weft::select(
//       weft::on_receive(numbers, [](std::optional<int> number) { ... }),  // nothing: closed and empty
//       weft::on_send(results, 42, [](bool sent) { ... }),                 // false: closed
//       weft::after(10ms, [] { ... }));                                    // or weft::otherwise([] { ... })
//
// Exactly one case happens and its handler runs, after everything else is done; select() returns its index.
//
// Threads:    any. A channel may be named several times.
// Order:      among cases that are possible at once each has the same chance.
// Blocking:   until a case is possible; never with otherwise(). A fiber
//             whose time slice is over yields first.
// Errors:     what a handler throws leaves select(); its case has happened.
// Complexity: O(cases) plus sorting them by address; no allocation.
// Source:     Go's select.go: all channels are locked in the order of their
//             addresses, tried, then waited for together.
// Checked:    tests/verify/programs/select.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "weft/channel.h"

namespace weft {

namespace runtime {

// One channel and what is wanted of it.
class SelectCase {
 public:
  explicit SelectCase(ChannelCore& of) : core(&of) {}
  SelectCase(const SelectCase& other)
      : core(other.core) {}  // cases may lie in a vector; none waits while it is copied

  ChannelCore* core;
  int index = 0;               // among the cases
  bool locks = false;          // it locks the channel for all cases of the same channel
  std::optional<Offer> offer;  // while it waits

  // Under the channel's lock. True: done, or the channel is closed; `served` has
  // to go on once the locks are free.
  virtual bool attempt(Offer*& served) = 0;
  virtual void* slot() = 0;
  virtual WaitList& line() = 0;
  // The waiting offer was served.
  virtual void settle(bool done) = 0;

  spinlock& lock() const { return core->lock_; }

 protected:
  ~SelectCase() = default;
  using Attempt = ChannelCore::Attempt;
  static WaitList& senders(ChannelCore& of) { return of.senders_; }
  static WaitList& receivers(ChannelCore& of) { return of.receivers_; }
};

// An Operation (detail/awaitable.h).
struct SelectOperation {
  static constexpr int kNone = -1;
  using waiter = Choice;
  std::span<SelectCase*> cases;
  bool waits;     // until a case is possible
  int& happened;  // index of the case that did; kNone: none
  bool try_now() { return false; }
  bool enlist(Choice& choice);
  bool withdraw(Choice& choice);
  void accept(Choice& choice);
  void result(bool) {}
  Wait what() const;
};

// Index of the case that happened; SelectOperation::kNone: the deadline has passed.
int select(std::span<SelectCase*> cases, ChannelDeadline deadline);

}  // namespace runtime

template <class T>
class receive_case_base : public runtime::SelectCase {
 public:
  explicit receive_case_base(channel<T>& from) : SelectCase(from), from_(from) {}

 protected:
  std::optional<T> value_;

 private:
  bool attempt(runtime::Offer*& served) final { return from_.take(value_, served) != Attempt::waits; }
  void* slot() final { return &value_; }
  runtime::WaitList& line() final { return receivers(from_); }
  void settle(bool) final {}
  channel<T>& from_;
};

template <class T>
class send_case_base : public runtime::SelectCase {
 public:
  send_case_base(channel<T>& to, T&& value) : SelectCase(to), to_(to), value_(std::move(value)) {}

 protected:
  bool sent_ = false;

 private:
  bool attempt(runtime::Offer*& served) final {
    const Attempt attempt = to_.put(value_, served);
    sent_ = attempt == Attempt::done;
    return attempt != Attempt::waits;
  }
  void* slot() final { return &value_; }
  runtime::WaitList& line() final { return senders(to_); }
  void settle(bool done) final { sent_ = done; }
  channel<T>& to_;
  T value_;
};

template <class T, class F>
class receive_case final : public receive_case_base<T> {
 public:
  receive_case(channel<T>& from, F handler) : receive_case_base<T>(from), handler_(std::move(handler)) {}
  void handle() { handler_(std::exchange(this->value_, std::nullopt)); }

 private:
  F handler_;
};

template <class T, class F>
class send_case final : public send_case_base<T> {
 public:
  send_case(channel<T>& to, T value, F handler)
      : send_case_base<T>(to, std::move(value)), handler_(std::move(handler)) {}
  void handle() { handler_(this->sent_); }

 private:
  F handler_;
};

template <class F>
struct timeout_case {
  std::chrono::steady_clock::time_point deadline;
  F handle;
};

// `handler(std::optional<T>)`; nothing: the channel is closed and empty.
template <class T, class F>
receive_case<T, F> on_receive(channel<T>& from, F handler) {
  return {from, std::move(handler)};
}

// `handler(bool)`; false: the channel is closed, and the value is gone.
template <class T, class F>
send_case<T, F> on_send(channel<T>& to, std::type_identity_t<T> value, F handler) {
  return {to, std::move(value), std::move(handler)};
}

// When nothing else was possible until then.
template <class F>
timeout_case<F> at(std::chrono::steady_clock::time_point deadline, F handler) {
  return {deadline, std::move(handler)};
}
template <class Rep, class Period, class F>
timeout_case<F> after(const std::chrono::duration<Rep, Period>& length, F handler) {
  return {detail::deadline_after(length), std::move(handler)};
}

// When nothing else is possible right now.
template <class F>
timeout_case<F> otherwise(F handler) {
  return {runtime::kDoNotWait, std::move(handler)};
}

namespace detail {

template <class Case>
inline constexpr bool is_channel_case = std::is_base_of_v<runtime::SelectCase, Case>;

// What the cases have in common, gathered one after another.
template <std::size_t Channels>
struct Gathered {
  std::array<runtime::SelectCase*, Channels> channels{};
  std::size_t count = 0;
  runtime::ChannelDeadline deadline = runtime::kWaitForEver;
  std::size_t timeout = 0;  // index of the case with the earliest deadline

  template <class Case>
  void add(Case& which, std::size_t index) {
    if constexpr (is_channel_case<Case>) {
      which.index = static_cast<int>(index);
      channels[count++] = &which;
    } else if (which.deadline < deadline) {
      deadline = which.deadline;
      timeout = index;
    }
  }
};

template <class... Cases>
using GatheredOf = Gathered<(0 + ... + std::size_t{is_channel_case<std::decay_t<Cases>>})>;

template <class... Cases>
GatheredOf<Cases...> gather(Cases&... cases) {
  GatheredOf<Cases...> gathered;
  std::size_t index = 0;
  (gathered.add(cases, index++), ...);
  return gathered;
}

// Calls the handler of the case that happened; its index.
template <std::size_t Channels, class... Cases>
std::size_t handle(const Gathered<Channels>& gathered, int happened, Cases&... cases) {
  const std::size_t chosen = happened < 0 ? gathered.timeout : static_cast<std::size_t>(happened);
  std::size_t index = 0;
  ((index++ == chosen ? cases.handle() : void()), ...);
  return chosen;
}

// An Operation (detail/awaitable.h). The cases live as long as the expression that waits.
template <class... Cases>
struct select_operation {
  using waiter = runtime::Choice;
  explicit select_operation(Cases&... of) : cases(of...), gathered(gather(of...)) {}
  bool try_now() { return false; }
  bool enlist(runtime::Choice& choice) { return core().enlist(choice); }
  bool withdraw(runtime::Choice& choice) { return core().withdraw(choice); }
  void accept(runtime::Choice& choice) { core().accept(choice); }
  std::size_t result(bool) {
    return std::apply([&](auto&... each) { return handle(gathered, happened, each...); }, cases);
  }
  runtime::Wait what() { return core().what(); }
  runtime::SelectOperation core() {
    return {gathered.channels, gathered.deadline != runtime::kDoNotWait, happened};
  }

  std::tuple<Cases&...> cases;
  GatheredOf<Cases...> gathered;
  int happened = runtime::SelectOperation::kNone;
};

}  // namespace detail

template <class... Cases>
std::size_t select(Cases&&... cases) {
  auto gathered = detail::gather(cases...);
  const int happened = runtime::select(gathered.channels, gathered.deadline);
  return detail::handle(gathered, happened, cases...);
}

// For tasks: co_await weft::async_select(...), with the cases in the same expression.
template <class... Cases>
auto async_select(Cases&&... cases) {
  detail::select_operation<std::remove_reference_t<Cases>...> operation(cases...);
  const auto deadline = operation.gathered.deadline;
  return detail::limited_awaitable(std::move(operation), deadline, {});
}

// Among cases of one type, as many as there are. Returns the index of the one that
// happened; none: the deadline passed.
template <class Case>
std::optional<std::size_t> select_among(
    std::span<Case> cases, std::chrono::steady_clock::time_point deadline = runtime::kWaitForEver) {
  std::vector<runtime::SelectCase*> channels;
  for (Case& each : cases) {
    each.index = static_cast<int>(channels.size());
    channels.push_back(&each);
  }
  const int happened = runtime::select(channels, deadline);
  if (happened < 0) return std::nullopt;
  cases[static_cast<std::size_t>(happened)].handle();
  return static_cast<std::size_t>(happened);
}

}  // namespace weft
