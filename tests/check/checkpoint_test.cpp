// Executions that go on from a checkpoint: what comes of a search is the same as where each runs from its
// start.
#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <random>
#include <string>

#include "check/exploring.h"

namespace weft::testing {
namespace {

constexpr int kOperations = 4, kThreads = 3;
constexpr int kMutex = 40, kCondition = 41, kSemaphore = 42, kCounter = 43, kReady = 44;
constexpr int kSeen = 100;  // kOperations words for each thread

enum class Kind {
  load,
  store,
  add,
  fence,
  count_under_lock,
  post,
  try_permit,
  wait_for_permit,
  wait_until_ready,
  make_ready,
  use_heap,
  write_plain,
  last = write_plain
};

struct Step {
  Kind kind = Kind::load;
  int word = 0;
  Order order = Order::seq_cst;
};
using Steps = std::array<Step, kOperations>;

std::uint64_t count_under_lock() {
  lock(kMutex);
  const std::uint64_t before = read(kCounter);
  write(kCounter, before + 1);
  unlock(kMutex);
  return before;
}

std::uint64_t wait_until_ready() {
  std::uint64_t rounds = 0;
  lock(kMutex);
  for (; read(kReady) == 0 && rounds < 2; ++rounds)
    model::condition_wait(address_of(kCondition), address_of(kMutex), MutexType::normal, std::nullopt);
  unlock(kMutex);
  return rounds;
}

std::uint64_t make_ready() {
  lock(kMutex);
  write(kReady, 1);
  unlock(kMutex);
  model::condition_signal(address_of(kCondition));
  return 0;
}

// A word that lives in the heap for a while, published to nobody.
std::uint64_t use_heap(const Step& step) {
  auto* const block = static_cast<std::uint64_t*>(model::allocate(sizeof(std::uint64_t), 16));
  model::plain_access(reinterpret_cast<std::uintptr_t>(block), sizeof *block, true);
  *block = load(step.word, step.order);
  const std::uint64_t seen = add(step.word, 16, step.order) + *block;
  model::release(block);
  return seen;
}

std::uint64_t perform(const Step& step) {
  switch (step.kind) {
    case Kind::load:
      return load(step.word, step.order);
    case Kind::store:
      return (store(step.word, step.order == Order::relaxed ? 1 : 2, step.order), 0);
    case Kind::add:
      return add(step.word, 4, step.order);
    case Kind::fence:
      return (model::fence(step.order), 0);
    case Kind::count_under_lock:
      return count_under_lock();
    case Kind::post:
      return static_cast<std::uint64_t>(model::semaphore_post(address_of(kSemaphore)));
    case Kind::try_permit:
      return model::semaphore_try_wait(address_of(kSemaphore)) == EAGAIN;
    case Kind::wait_for_permit:
      return static_cast<std::uint64_t>(model::semaphore_wait(address_of(kSemaphore), 1'000));
    case Kind::wait_until_ready:
      return wait_until_ready();
    case Kind::make_ready:
      return make_ready();
    case Kind::use_heap:
      return use_heap(step);
    case Kind::write_plain:
      return (write(kCounter, 7), 0);
  }
  return 0;
}

// What it saw is on its stack until it ends.
void run(const Steps& steps, int thread) {
  std::uint64_t seen[kOperations];
  for (int i = 0; i < kOperations; ++i) seen[i] = perform(steps[static_cast<std::size_t>(i)]);
  for (int i = 0; i < kOperations; ++i) write(kSeen + thread * kOperations + i, seen[i]);
}

void tell(int threads) {
  for (int i = 0; i < threads * kOperations; ++i) {
    char name[] = {'s', static_cast<char>('a' + i), 0};
    char value[] = {static_cast<char>('0' + read(kSeen + i) % 64), 0};
    execution()->observe(name, value);
  }
}

// Most operations are harmless: failures end an execution, and with them many programs would be nothing else.
Steps random_steps(std::mt19937& random) {
  constexpr Order kOrders[] = {Order::relaxed, Order::acquire, Order::release, Order::acq_rel,
                               Order::seq_cst};
  Steps steps;
  for (Step& step : steps) {
    const auto any = random() % 64;
    step.kind =
        any == 0 ? Kind::write_plain : static_cast<Kind>(random() % static_cast<unsigned>(Kind::last));
    step.word = static_cast<int>(random() % 2) * 8;
    step.order = kOrders[random() % std::size(kOrders)];
  }
  return steps;
}

struct Explored {
  Exploration exploration;
  std::uint64_t times_gone_back;
};

Explored explore_all(const std::vector<Steps>& threads, graph::MemoryModel memory, bool holds_all_state) {
  std::vector<ThreadBody> bodies;
  for (std::size_t i = 0; i < threads.size(); ++i)
    bodies.push_back([&steps = threads[i], i] { run(steps, static_cast<int>(i)); });
  const int count = static_cast<int>(threads.size());
  TestProgram program(
      std::move(bodies), [count] { tell(count); }, holds_all_state);
  const ExplorerOptions options{.plan = ExplorerOptions::Plan::exhaustive,
                                .graphs = true,
                                .memory = memory,
                                .seconds = 0,
                                .executions = 3'000,
                                .keep_going = true};
  Exploration exploration = explore(program, options);
  return {std::move(exploration), program.execution().times_gone_back()};
}

std::string text_of(const Exploration& exploration) {
  const Statistics& s = exploration.statistics;
  std::string text = std::string(to_string(exploration.verdict)) + ": " + exploration.message + "\n" +
                     std::to_string(s.executions) + " executions, " + std::to_string(s.blocked) +
                     " blocked, " + std::to_string(s.steps) + " steps\n";
  for (const Observation& seen : exploration.histogram)
    text += seen.value + ": " + std::to_string(seen.count) + "\n";
  return text;
}

class Checkpoints : public ::testing::TestWithParam<unsigned> {};

TEST_P(Checkpoints, ChangeNothingThatASearchFinds) {
  std::mt19937 random(GetParam());
  std::uint64_t times_gone_back = 0;
  for (int i = 0; i < 40; ++i) {
    std::vector<Steps> threads(2 + random() % (kThreads - 1));
    for (Steps& steps : threads) steps = random_steps(random);
    const auto memory = random() % 2 == 0 ? graph::MemoryModel::sc : graph::MemoryModel::rc11;
    const Explored from_start = explore_all(threads, memory, false);
    const Explored from_checkpoints = explore_all(threads, memory, true);
    EXPECT_EQ(text_of(from_checkpoints.exploration), text_of(from_start.exploration)) << "program " << i;
    EXPECT_EQ(from_start.times_gone_back, 0u);
    times_gone_back += from_checkpoints.times_gone_back;
  }
  if (Fiber::can_go_back()) EXPECT_GT(times_gone_back, 50u);
}

INSTANTIATE_TEST_SUITE_P(RandomPrograms, Checkpoints, ::testing::Range(1u, 9u));

}  // namespace
}  // namespace weft::testing
