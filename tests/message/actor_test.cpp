#include "weft/actor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <variant>
#include <vector>

#include "how_many.h"
#include "sched/on_workers.h"
#include "weft/event.h"
#include "weft/future.h"

namespace weft {
namespace {

using std::chrono_literals::operator""ns;
using kind = exit_reason::kind;

struct add {
  int amount;
};
struct ask {
  promise<int> reply;
};
using counting = std::variant<add, ask>;
using watching = std::variant<int, down, exited>;

class Actors : public OnWorkers {
 protected:
  // Whatever it gets, it waits to be stopped.
  actor_ref<int> idler() {
    return spawn_actor<int>(
        [](actor<int>& self) {
          for (;;) self.receive();
        },
        on_);
  }
  actor_settings on_{.name = {}, .on = &scheduler_};
};
WEFT_ON_ALL_WORKERS(Actors);

TEST_P(Actors, CountWhatTheyAreTold) {
  const auto counter = spawn_actor<counting>(
      [total = 0](actor<counting>& self) mutable {
        for (;;) {
          counting next = self.receive();
          if (const auto* more = std::get_if<add>(&next)) total += more->amount;
          if (auto* asked = std::get_if<ask>(&next)) asked->reply.set_value(total);
        }
      },
      on_);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int n = 0; n < 2'000; ++n) EXPECT_TRUE(counter.tell(add{1}));
      });
  }
  promise<int> answer;
  future<int> total = answer.get_future();
  counter.tell(ask{std::move(answer)});
  EXPECT_EQ(total.get(), 8'000);
  counter.stop();
  EXPECT_EQ(counter.wait().what, kind::shutdown);
  EXPECT_FALSE(counter.tell(add{1}));
}

TEST_P(Actors, ReceiveInTheOrderOfEachSender) {
  std::vector<int> last(3, -1);
  const auto reader = spawn_actor<std::pair<int, int>>(
      [&](actor<std::pair<int, int>>& self) {
        for (int left = 3 * 1'000; left > 0; --left) {
          const auto [sender, number] = self.receive();
          EXPECT_EQ(number, last[static_cast<std::size_t>(sender)] + 1);
          last[static_cast<std::size_t>(sender)] = number;
        }
      },
      on_);
  std::vector<fiber> senders;
  for (int sender = 0; sender < 3; ++sender)
    senders.emplace_back(scheduler_, [&, sender] {
      for (int i = 0; i < 1'000; ++i) reader.tell({sender, i});
    });
  EXPECT_EQ(reader.wait().what, kind::normal);
}

TEST_P(Actors, ARingPassesTheMessageOn) {
  constexpr int kActors = kManyFibers, kRounds = 50;
  promise<int> done;
  future<int> hops = done.get_future();
  std::vector<actor_ref<int>> ring;
  event ready;
  for (int i = 0; i < kActors; ++i)
    ring.push_back(spawn_actor<int>(
        [&, i](actor<int>& self) {
          ready.wait();
          for (;;) {
            const int hop = self.receive();
            if (hop == kActors * kRounds) return done.set_value(hop);
            ring[static_cast<std::size_t>((i + 1) % kActors)].tell(hop + 1);
          }
        },
        on_));
  ready.set();
  ring[0].tell(0);
  EXPECT_EQ(hops.get(), kActors * kRounds);
  for (const auto& each : ring) each.stop();
  for (const auto& each : ring) each.wait();
}

TEST_P(Actors, TellWhyTheyEnded) {
  const auto ends = [&](auto body) { return spawn_actor<int>(body, on_).wait(); };
  EXPECT_EQ(ends([](auto&) {}).what, kind::normal);
  const exit_reason thrown = ends([](auto&) { throw std::runtime_error("broken"); });
  EXPECT_EQ(thrown.what, kind::failed);
  EXPECT_EQ(thrown.text, "broken");
  EXPECT_THROW(std::rethrow_exception(thrown.error), std::runtime_error);
  EXPECT_EQ(ends([](auto&) { throw 5; }).what, kind::failed);
  EXPECT_EQ(ends([](auto& self) { self.exit("enough"); }).text, "enough");
  EXPECT_STREQ(to_string(kind::other), "other");
}

TEST_P(Actors, DeadlinesEndTheWait) {
  event waited;
  const auto patient = spawn_actor<int>(
      [&](actor<int>& self) {
        EXPECT_EQ(self.receive_for(1ns), std::nullopt);
        waited.set();
        EXPECT_EQ(self.receive(), 7);
      },
      on_);
  waited.wait();
  patient.tell(7);
  EXPECT_EQ(patient.wait().what, kind::normal);
}

TEST_P(Actors, MonitorsSeeTheEndOnceAlsoAfterIt) {
  const auto watched = idler();
  const auto watcher = spawn_actor<watching>(
      [&](actor<watching>& self) {
        const monitor_id first = self.monitor(watched), second = self.monitor(watched);
        const monitor_id third = self.monitor(watched);
        self.demonitor(watched, third);
        watched.stop({.what = kind::other, .text = "because", .error = {}});
        std::vector<monitor_id> seen;
        for (int i = 0; i < 2; ++i) {
          const down message = std::get<down>(self.receive());
          EXPECT_EQ(message.who, watched.id());
          EXPECT_EQ(message.reason.text, "because");
          seen.push_back(message.monitor);
        }
        EXPECT_EQ(seen, (std::vector{first, second}));
        const monitor_id late = self.monitor(watched);
        EXPECT_EQ(std::get<down>(self.receive()).monitor, late);
        EXPECT_EQ(self.receive_for(1ns), std::nullopt);
      },
      on_);
  EXPECT_EQ(watcher.wait().text, "");
}

TEST_P(Actors, LinkedOnesFailTogether) {
  const auto first = idler();
  event linked;
  const auto second = spawn_actor<int>(
      [&](actor<int>& self) {
        self.link(first);
        linked.set();
        for (;;) self.receive();
      },
      on_);
  linked.wait();
  first.stop({.what = kind::other, .text = "bad", .error = {}});
  EXPECT_EQ(second.wait().text, "bad");
}

TEST_P(Actors, NormalEndsAndUnlinkedOnesDoNoHarm) {
  const auto short_lived = spawn_actor<int>([](actor<int>& self) { self.receive(); }, on_);
  const auto failing = idler();
  event ready;
  const auto survivor = spawn_actor<int>(
      [&](actor<int>& self) {
        self.link(short_lived);
        self.link(failing);
        self.unlink(failing);
        ready.set();
        EXPECT_EQ(self.receive(), 1);
      },
      on_);
  ready.wait();
  short_lived.tell(0);
  short_lived.wait();
  failing.stop({.what = kind::other, .text = "bad", .error = {}});
  failing.wait();
  survivor.tell(1);
  EXPECT_EQ(survivor.wait().what, kind::normal);
}

TEST_P(Actors, WhoTrapsExitsReadsOfThem) {
  const auto trapper = spawn_actor<watching>(
      [&](actor<watching>& self) {
        self.trap_exits();
        const auto child =
            self.template spawn_link<int>([](actor<int>&) { throw std::runtime_error("oops"); }, on_);
        const exited message = std::get<exited>(self.receive());
        EXPECT_EQ(message.who, child.id());
        EXPECT_EQ(message.reason.text, "oops");
        self.link(child);
        EXPECT_EQ(std::get<exited>(self.receive()).who, child.id());
      },
      on_);
  EXPECT_EQ(trapper.wait().text, "");
}

// Stopping races with falling asleep.
TEST_P(Actors, AStopIsNeverMissed) {
  for (int i = 0; i < 1'000; ++i) {
    const auto sleeper = idler();
    sleeper.tell(1);
    sleeper.stop();
    ASSERT_EQ(sleeper.wait().what, kind::shutdown);
  }
}

TEST_P(Actors, UnreadMessagesAreDestroyed) {
  const auto value = std::make_shared<int>(1);
  event go;
  const auto deaf = spawn_actor<std::shared_ptr<int>>([&](auto&) { go.wait(); }, on_);
  for (int i = 0; i < 10; ++i) deaf.tell(value);
  go.set();
  deaf.wait();
  EXPECT_EQ(value.use_count(), 1);
}

}  // namespace
}  // namespace weft
