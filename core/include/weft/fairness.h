// Whether everybody who wants a resource gets it before others have had it too often: bounded bypass. A
// scenario tells who wants it, got it and gave it back, and how often somebody may be overtaken.
//
//   weft::fairness turns;
//   auto& a = turns.add_client("a");                    // before the threads start
//   std::thread thread([&] {
//     lock.lock([&] { a.wants(); });                    // where its place in line is known: the ticket is
//     drawn a.got(); lock.unlock(); a.gave_back();
//   });
//   thread.join();
//   turns.expect_bypass("the lock", 1);                 // another thread goes first once at most
//
// A client is overtaken by each time that another one got the resource which had wanted it later. From
// wants() on its place counts: before a plain lock() that says nothing of a queue, since a thread that was
// not in line yet when others were served has nothing to complain of. A lock that serves in order lets each
// of N clients be overtaken N - 1 times at most, as their calls of wants() may come in another order than
// their places in line; one that lets in whoever comes first exceeds any bound if others come often enough.
// Threads:    one client for each thread that asks; add_client() and expect_bypass() while none does.
// Blocking:   never. The calls order nothing: no race of the resource's is hidden by them.
// Errors:     more than `most` are the verdict starvation, which names the client that was overtaken most,
// how
//             often and by whom; expect_bypass() does not return then. Calls of one client out of their order
//             are the verdict wrong_result.
// Complexity: a call O(length of the name); expect_bypass() O(requests^2).
// Source:     Lamport, "A New Solution of Dijkstra's Concurrent Programming Problem", CACM 17(8), 1974: first
//             come, first served from the end of a doorway on; Burns et al., JACM 29(1), 1982: bounded
//             waiting.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "weft/detail/aside.h"
#include "weft/exercise.h"

namespace weft {

class fairness {
  struct request {
    std::uint64_t wanted = 0, got = 0;  // places in the order of all calls; 0 = not yet
  };

 public:
  class client {
   public:
    client(fairness& of, std::string name) : of_(of), name_(std::move(name)) {}

    void wants() {
      const detail::aside quiet;
      expect(!has_open_request(), "wants() while it has or wants it already");
      requests_.push_back({of_.next(), 0});
      say(" wants it");
    }
    void got() {
      const detail::aside quiet;
      expect(has_open_request() && requests_.back().got == 0, "got() without wants()");
      requests_.back().got = of_.next();
      say(" got it");
    }
    void gave_back() {
      const detail::aside quiet;
      expect(has_open_request() && requests_.back().got != 0, "gave_back() without got()");
      over_ = requests_.size();
      say(" gave it back");
    }

   private:
    friend fairness;
    bool has_open_request() const { return over_ < requests_.size(); }
    void say(const char* what) const { weft_note((name_ + what).c_str()); }

    fairness& of_;
    std::string name_;
    std::vector<request> requests_;
    std::size_t over_ = 0;  // requests, the first of them all
  };

  fairness() = default;
  fairness(const fairness&) = delete;
  fairness& operator=(const fairness&) = delete;

  client& add_client(std::string name) { return clients_.emplace_back(*this, std::move(name)); }

  // `what` it is that they want, for people.
  void expect_bypass(const char* what, std::size_t most) const {
    const detail::aside quiet;
    overtaken worst;
    for (const client& each : clients_)
      for (const request& one : each.requests_)
        if (overtaken now = count(each, one); now.times > worst.times) worst = std::move(now);
    if (worst.times > most) weft_starved(message(what, most, worst).c_str());
  }

 private:
  struct overtaken {
    const client* who = nullptr;
    std::size_t times = 0;
    std::string by;  // "b 2 times, c once"
  };

  // Relaxed: the calls have one order, and put nothing else in order.
  std::uint64_t next() { return calls_.fetch_add(1, std::memory_order_relaxed) + 1; }

  overtaken count(const client& who, const request& mine) const {
    overtaken result{&who, 0, ""};
    for (const client& other : clients_) {
      std::size_t times = 0;
      for (const request& its : other.requests_)
        times += &other != &who && its.got != 0 && its.wanted > mine.wanted &&
                 (mine.got == 0 || its.got < mine.got);
      if (times == 0) continue;
      result.times += times;
      result.by += (result.by.empty() ? "" : ", ") + other.name_ + " " + how_often(times);
    }
    return result;
  }

  static std::string how_often(std::size_t times) {
    return times == 1 ? "once" : std::to_string(times) + " times";
  }
  static std::string message(const char* what, std::size_t most, const overtaken& worst) {
    return worst.who->name_ + " wants " + what + " and is overtaken " + how_often(worst.times) + " (" +
           worst.by + "), where " + (most == 0 ? "never" : how_often(most)) + " is the most";
  }

  std::deque<client> clients_;  // they stay where they are
  std::atomic<std::uint64_t> calls_{0};
};

}  // namespace weft
