// Whether calls that overlapped did what they would have done one after another: a scenario tells what the
// object should do, as plain code on one state, and which calls were made of it.
//
//   weft::history<std::deque<int>> calls;               // the state of the specification
//   auto& a = calls.add_client("a");                    // before the threads start
//   std::thread thread([&] {
//     a.call("push(1)", [&] { queue.push(1); }, [](auto& state) { state.push_back(1); });
//   });
//   thread.join();
//   calls.expect_linearizable("the queue");
//
// A call comes before another if it had returned, as far as the other's client can know, when that began:
// the clients see each other return (a release and an acquire), and whatever they synchronise on themselves
// counts too. The specification's functions run in expect_linearizable(), on copies of the state, as often
// as it takes.
// Threads:    one client for each thread that calls; add_client() and expect_linearizable() while none does.
// Blocking:   never, but in the call that is made.
// Errors:     a history that has no order is the verdict wrong_result, which names two orders that fail;
//             what a call throws leaves call(), which then counts as not made.
// Complexity: expect_linearizable(): O(orders of the calls) steps of the specification, each once only for
//             equal states if states can be compared; a few calls a client are meant. call(): O(clients).
// Source:     Herlihy and Wing, "Linearizability", TOPLAS 12(3), 1990; the search after Wing and Gong, JPDC
//             17, 1993, and Lowe, "Testing for linearizability", CCPE 29(4), 2017.
#pragma once

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "weft/detail/aside.h"
#include "weft/exercise.h"

namespace weft {

namespace detail {

template <class T>
std::string result_text(const T& value) {
  if constexpr (requires { text_of(value); })
    return text_of(value);
  else
    return "something else";
}
template <class T>
std::string result_text(const std::optional<T>& value) {
  return value ? result_text(*value) : "nothing";
}

// `instead`: of a prefix of an order that the specification does not follow, what it gives at its end.
struct failed_order {
  std::vector<const std::string*> calls;
  std::string got, instead;
};

std::string describe(const std::vector<failed_order>& orders);

}  // namespace detail

template <std::copyable State>
class history {
  struct made_call {
    std::string text, result;
    // What the specification gives, unless that is what the call gave.
    std::function<std::optional<std::string>(State&)> differs;
    std::vector<std::size_t> after;  // by client: so many of its calls had returned
  };

 public:
  class client {
   public:
    client(history& of, std::string name) : of_(of), name_(std::move(name)) {}

    // Calls `real`, which is what `specified` does to a State; both give the same type. Returns what `real`
    // did.
    template <class Real, class Specified>
    auto call(std::string text, Real&& real, Specified specified) {
      made_call made = begin(std::move(text));
      if constexpr (std::is_void_v<std::invoke_result_t<Real&>>) {
        real();
        const detail::aside quiet;
        made.differs = [specified](State& state) { return specified(state), std::optional<std::string>(); };
        end(std::move(made));
      } else {
        auto result = real();
        const detail::aside quiet;
        made.result = detail::result_text(result);
        made.differs = [specified, result](State& state) -> std::optional<std::string> {
          const auto wanted = specified(state);
          if (wanted == result) return std::nullopt;
          return detail::result_text(wanted);
        };
        end(std::move(made));
        return result;
      }
    }

   private:
    friend history;
    made_call begin(std::string text) {
      const detail::aside quiet;
      made_call made{name_ + "'s " + text, "", {}, of_.returned_calls()};
      weft_note((name_ + " calls " + text).c_str());
      return made;
    }
    // Release: who sees that the call returned sees what it did.
    void end(made_call made) {
      calls_.push_back(std::move(made));
      returned_.store(calls_.size(), std::memory_order_release);
      const std::string& result = calls_.back().result;
      weft_note((calls_.back().text + " returns" + (result.empty() ? "" : ": " + result)).c_str());
    }

    history& of_;
    std::string name_;
    std::vector<made_call> calls_;
    std::atomic<std::size_t> returned_{0};
  };

  explicit history(State initial = State()) : initial_(std::move(initial)) {}
  history(const history&) = delete;
  history& operator=(const history&) = delete;

  client& add_client(std::string name) { return clients_.emplace_back(*this, std::move(name)); }

  void expect_linearizable(const char* what,
                           std::source_location at = std::source_location::current()) const {
    const detail::aside quiet;
    search all(*this);
    if (all.finds_order()) return;
    const std::string message = std::string(what) + " is not linearizable: " + detail::describe(all.failed());
    weft_expectation_failed(message.c_str(), at.file_name(), static_cast<int>(at.line()));
  }

 private:
  std::vector<std::size_t> returned_calls() const {
    std::vector<std::size_t> counts;
    for (const client& each : clients_) counts.push_back(each.returned_.load(std::memory_order_acquire));
    return counts;
  }

  // Depth first over the orders in which each client's calls are in turn.
  class search {
    static constexpr std::size_t kShown = 2;

   public:
    explicit search(const history& of) : of_(of), done_(of.clients_.size(), 0) {}

    bool finds_order() { return goes_on(of_.initial_); }
    // The orders that got furthest, longest first.
    std::vector<detail::failed_order> failed() const { return failed_; }

   private:
    bool goes_on(const State& state) {
      if (seen_before(state)) return false;
      bool all_done = true;
      for (std::size_t i = 0; i < done_.size(); ++i) {
        if (done_[i] == of_.clients_[i].calls_.size()) continue;
        all_done = false;
        if (may_come_next(of_.clients_[i].calls_[done_[i]]) && goes_on_with(i, state)) return true;
      }
      return all_done;
    }

    bool goes_on_with(std::size_t i, State state) {
      const made_call& next = of_.clients_[i].calls_[done_[i]];
      const std::optional<std::string> instead = next.differs(state);
      order_.push_back(&next.text);
      if (instead) note_failed(next.result, *instead);
      ++done_[i];
      const bool found = !instead && goes_on(state);
      --done_[i];
      order_.pop_back();
      return found;
    }

    bool may_come_next(const made_call& call) const {
      for (std::size_t i = 0; i < call.after.size(); ++i)
        if (call.after[i] > done_[i]) return false;
      return true;
    }

    bool seen_before(const State& state) {
      if constexpr (std::equality_comparable<State>) {
        for (const auto& [done, before] : seen_)
          if (done == done_ && before == state) return true;
        seen_.emplace_back(done_, state);
      }
      return false;
    }

    void note_failed(const std::string& got, const std::string& instead) {
      const auto shorter =
          std::find_if(failed_.begin(), failed_.end(),
                       [&](const detail::failed_order& known) { return known.calls.size() < order_.size(); });
      if (shorter == failed_.end() && failed_.size() == kShown) return;
      failed_.insert(shorter, {order_, got, instead});
      if (failed_.size() > kShown) failed_.pop_back();
    }

    const history& of_;
    std::vector<std::size_t> done_;  // by client
    std::vector<const std::string*> order_;
    std::vector<detail::failed_order> failed_;
    std::vector<std::pair<std::vector<std::size_t>, State>> seen_;
  };

  State initial_;
  std::deque<client> clients_;  // they stay where they are
};

// "... in the order a's push(1), b's pop() the last would give 1, not 2; and in the order ..."
inline std::string detail::describe(const std::vector<failed_order>& orders) {
  std::string text = "no order of its calls explains what they returned";
  for (const failed_order& order : orders) {
    text += &order == &orders.front() ? ": in the order " : ", and in the order ";
    for (std::size_t i = 0; i < order.calls.size(); ++i) text += (i > 0 ? ", " : "") + *order.calls[i];
    text += " the last would give " + order.instead + ", not " + order.got;
  }
  if (orders.size() == 1)
    text += ", and in any other a call would come before one that had returned when it began";
  return text;
}

}  // namespace weft
