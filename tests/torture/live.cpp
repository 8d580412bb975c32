#include <unistd.h>

#include <array>
#include <exception>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "weft/agents.h"
#include "weft/barrier.h"
#include "weft/latch.h"
#include "weft/parallel.h"
#include "weft/pool.h"
#include "weft/scope.h"
#include "weft/select.h"
#include "world.h"

namespace torture {
namespace {

// An agent at one of its steps.
struct Self {
  World& world;
  Random random;
  int depth;

  std::uint64_t child() { return random.next(); }
};

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void yields(Self& self) {
  for (int i = self.random.below(5); i >= 0; --i) weft::yield();
}

void sleeps(Self& self) { weft::sleep_for(self.random.microseconds(300)); }

void computes(Self& self) {
  for (volatile int i = self.random.below(20'000); i > 0; i = i - 1) {
  }
  if (weft::should_yield()) weft::yield();
}

void blocks(Self& self) {
  const auto length = static_cast<unsigned>(self.random.below(200));
  if (self.random.one_in(2))
    weft::blocking([length] { usleep(length); });
  else
    usleep(length);
}

template <class Lock>
void counts(Self& self, Guarded<Lock>& guarded, bool may_wait) {
  const std::lock_guard lock(guarded.lock);
  const int before = guarded.plain;
  if (may_wait && self.random.one_in(4)) weft::yield();
  guarded.plain = before + 1;
  guarded.counted.fetch_add(1);
}

void locks(Self& self) {
  World& world = self.world;
  switch (self.random.below(6)) {
    case 0:
      return counts(self, world.barging, true);
    case 1:
      return counts(self, world.fifo, true);
    case 2:
      return counts(self, world.recursive, true);
    case 3:
      return counts(self, world.priority, true);
    case 4:
      return counts(self, world.shared, true);
    default:
      return counts(self, world.spin, false);
  }
}

void tries_to_lock(Self& self) {
  Guarded<weft::mutex>& guarded = self.random.one_in(2) ? self.world.barging : self.world.fifo;
  if (!guarded.lock.try_lock_for(self.random.microseconds(100))) return;
  const std::lock_guard lock(guarded.lock, std::adopt_lock);
  ++guarded.plain;
  guarded.counted.fetch_add(1);
}

void reads(Self& self) {
  const std::shared_lock lock(self.world.shared.lock);
  const int seen = self.world.shared.plain;
  weft::yield();
  self.world.expect(self.world.shared.plain == seen, "somebody wrote while others read");
}

void takes_a_permit(Self& self) {
  World& world = self.world;
  if (self.random.one_in(3)) {
    if (!world.permits.try_acquire_for(self.random.microseconds(100))) return;
  } else {
    world.permits.acquire();
  }
  world.expect(world.inside.fetch_add(1) < World::kPermits, "more are inside than there are permits");
  if (self.random.one_in(2)) weft::yield();
  world.inside.fetch_sub(1);
  world.permits.release();
}

void visits_the_room(Self& self) {
  World& world = self.world;
  std::unique_lock lock(world.room_mutex);
  world.room_changed.wait(lock, [&] { return world.in_room < World::kRoom; });
  ++world.in_room;
  lock.unlock();
  if (self.random.one_in(2)) sleeps(self);
  lock.lock();
  world.expect(world.in_room-- <= World::kRoom, "more are in the room than fit");
  lock.unlock();
  world.room_changed.notify_one();
}

// A sender and a receiver, and an end.
void sends_numbers(Self& self) {
  const int count = self.random.below(30);
  weft::channel<int> numbers(static_cast<std::size_t>(self.random.below(4)));
  weft::fiber sender(self.world.scheduler, [&] {
    for (int i = 1; i <= count; ++i) self.world.expect(numbers.send(i), "a channel was closed by nobody");
    numbers.close();
  });
  int last = 0;
  for (const int number : numbers) self.world.expect(number == ++last, "numbers came out of order");
  self.world.expect(last == count, "numbers were lost");
}

// Two senders with a select each; who receives sums up.
void selects(Self& self) {
  const int count = self.random.below(20);
  weft::channel<int> left, right(1);
  weft::scope senders(self.world.scheduler);
  for (int i = 0; i < 2; ++i)
    senders.spawn([&, count] {
      for (int k = 0; k < count; ++k)
        weft::select(weft::on_send(left, 1, [](bool) {}), weft::on_send(right, 1, [](bool) {}));
    });
  int sum = 0;
  const auto add = [&](std::optional<int> number) { sum += *number; };
  while (sum < 2 * count)
    weft::select(weft::on_receive(left, add), weft::on_receive(right, add),
                 weft::after(self.random.microseconds(50), [] { Watchdog::step(); }));
  senders.join();
  self.world.expect(!left.try_receive() && !right.try_receive(), "more was received than sent");
}

void catches(Self& self) {
  const int number = self.random.below(1000);
  try {
    throw number;
  } catch (const int caught) {
    yields(self);
    self.world.expect(caught == number, "another exception was caught");
    try {
      throw;
    } catch (const int again) {
      self.world.expect(again == number, "the wrong exception is current after a switch");
    }
  }
  self.world.expect(std::current_exception() == nullptr, "an exception is left over");
}

// Children that may fail: join() says so exactly when one did.
void has_children(Self& self) {
  if (self.depth == 0) return;
  weft::scope children(self.world.scheduler);
  std::atomic<int> failed{0};
  for (int i = self.random.below(4); i >= 0; --i)
    children.spawn([&world = self.world, &failed, seed = self.child(), depth = self.depth - 1,
                    fails = self.random.one_in(8)] {
      live(world, seed, depth);
      if (!fails) return;
      failed.fetch_add(1);
      throw Failure("a child fails");
    });
  bool caught = false;
  try {
    children.join();
  } catch (const Failure&) {
    caught = true;
  }
  self.world.expect(caught == (failed.load() > 0), "join() is silent about a failure, or made one up");
}

void cancels(Self& self) {
  weft::scope children(self.world.scheduler);
  std::atomic<int> stopped{0};
  const int count = 1 + self.random.below(4);
  for (int i = 0; i < count; ++i)
    children.spawn([&, stop = children.stop_token()] {
      while (!stop.stop_requested()) weft::yield();
      stopped.fetch_add(1);
    });
  yields(self);
  children.cancel();
  children.join();
  self.world.expect(stopped.load() == count, "a cancelled child did not stop");
}

void joins(Self& self) {
  if (self.depth == 0) return;
  const auto one = [&world = self.world, seed = self.child(), depth = self.depth - 1] {
    live(world, seed, depth);
  };
  weft::fiber fiber(self.world.scheduler, one);
  if (self.random.one_in(3))
    fiber.detach();
  else if (self.random.one_in(2))
    fiber.join();  // else the destructor does
}

void moves(Self& self) {
  weft::set_this_agent_priority(static_cast<weft::agent_priority>(self.random.below(3)));
  weft::bind_this_agent(self.random.below(4) - 1);
  yields(self);
  if (self.random.one_in(2)) weft::bind_this_agent(-1);
}

void meets(Self& self) {
  constexpr int kCount = 3;
  weft::barrier<> meeting(kCount);
  weft::latch done(kCount);
  std::atomic<int> arrived{0};
  weft::scope children(self.world.scheduler);
  for (int i = 0; i < kCount; ++i)
    children.spawn([&] {
      for (int phase = 1; phase <= 3; ++phase) {
        arrived.fetch_add(1);
        meeting.arrive_and_wait();
        self.world.expect(arrived.load() >= phase * kCount, "somebody went on before all had arrived");
      }
      done.count_down();
    });
  done.wait();
  children.join();
}

void uses_a_pool(Self& self) {
  if (self.depth == 0 || !self.random.one_in(4)) return;
  const auto use = [&](auto& pool) {
    std::vector<weft::future<int>> results;
    const int count = self.random.below(20);
    for (int i = 0; i < count; ++i) results.push_back(pool.submit([i] { return i; }));
    int sum = 0;
    for (auto& result : results) sum += result.get();
    self.world.expect(sum == count * (count - 1) / 2, "a pool lost a result");
  };
  if (self.random.one_in(2)) {
    weft::fixed_pool pool({.threads = 2, .capacity = 4});
    use(pool);
  } else {
    weft::stealing_pool pool({.workers = 2});
    use(pool);
  }
}

void loops(Self& self) {
  const int count = self.random.below(2000);
  const long sum = weft::parallel_reduce(
      0, count, 0l, [](int i) { return static_cast<long>(i); }, std::plus<>());
  self.world.expect(sum == static_cast<long>(count) * (count - 1) / 2, "a parallel loop lost something");
}

void has_a_scheduler(Self& self) {
  if (self.depth == 0 || !self.random.one_in(8)) return;
  auto inner =
      std::make_unique<weft::scheduler>(weft::scheduler_settings{.workers = 1 + self.random.below(2)});
  World world(self.world.watchdog, *inner);
  weft::fiber(*inner, [&, seed = self.child()] { live(world, seed, 0); }).join();
  inner.reset();
  world.check();
}

constexpr std::array kSteps = {yields,        sleeps,        computes,       blocks,         locks,
                               locks,         tries_to_lock, reads,          takes_a_permit, visits_the_room,
                               sends_numbers, selects,       catches,        has_children,   has_children,
                               cancels,       joins,         joins,          moves,          meets,
                               uses_a_pool,   loops,         has_a_scheduler};

}  // namespace

void live(World& world, std::uint64_t seed, int depth) {
  world.begun.fetch_add(1);
  Self self{world, Random(seed), depth};
  for (int i = 2 + self.random.below(5); i > 0; --i) {
    kSteps[static_cast<std::size_t>(self.random.below(kSteps.size()))](self);
    Watchdog::step();
  }
  world.ended.fetch_add(1);
}

void World::check() const {
  expect(begun.load() == ended.load(), "agents began that did not end");
  expect(barging.holds() && fifo.holds() && recursive.holds() && priority.holds() && shared.holds() &&
             spin.holds(),
         "a lock let two in at once");
  expect(inside.load() == 0 && in_room == 0, "somebody is still inside");
}

}  // namespace torture
