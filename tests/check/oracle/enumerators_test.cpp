// The two enumerators against each other and against theorems, on random programs.
#include <gtest/gtest.h>

#include <algorithm>

#include "check/oracle/axiomatic.h"
#include "check/oracle/axioms.h"
#include "check/oracle/oracle.h"
#include "check/oracle/random_program.h"
#include "check/oracle/sequential.h"

namespace weft::oracle {
namespace {

constexpr std::uint64_t kPrograms = 200;

void expect_same(const Behaviour& found, const Behaviour& expected, const Program& program) {
  EXPECT_EQ(found.classes, expected.classes) << to_text(program);
  EXPECT_EQ(found.outcomes, expected.outcomes) << to_text(program);
  EXPECT_EQ(found.deadlocks, expected.deadlocks) << to_text(program);
}

bool contains(const std::set<std::string>& all, const std::set<std::string>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

// Two definitions of sequential consistency that share nothing but the program.
TEST(OracleEnumerators, InterleavingsAreTheGraphsThatSequentialConsistencyAllows) {
  for (std::uint64_t seed = 0; seed < kPrograms; ++seed) {
    const Program program = random_program(seed);
    expect_same(by_axioms(program, is_consistent_in_sc), interleave(program).behaviour, program);
  }
}

TEST(OracleEnumerators, Rc11AllowsAllThatSequentialConsistencyAllows) {
  int weaker = 0;
  for (std::uint64_t seed = 0; seed < kPrograms; ++seed) {
    const Program program = random_program(seed);
    const Behaviour sc = behaviour(program, Model::sc), rc11 = behaviour(program, Model::rc11);
    EXPECT_TRUE(contains(rc11.classes, sc.classes)) << to_text(program);
    EXPECT_TRUE(contains(rc11.outcomes, sc.outcomes)) << to_text(program);
    EXPECT_TRUE(contains(rc11.deadlocks, sc.deadlocks)) << to_text(program);
    weaker += rc11.classes.size() > sc.classes.size();
  }
  EXPECT_GT(weaker, kPrograms / 10) << "random programs have few weak outcomes";
}

Program with_all_orders(Program program, Order order) {
  for (Thread& thread : program.threads)
    for (Operation& operation : thread) operation.order = operation.failure = order;
  return program;
}

// Where all accesses are seq_cst, RC11 is sequential consistency.
// Source: Lahav et al., theorem 4, of programs without races.
TEST(OracleEnumerators, Rc11OfSeqCstAccessesIsSequentiallyConsistent) {
  for (std::uint64_t seed = 0; seed < kPrograms; ++seed) {
    const Program program = with_all_orders(random_program(seed), Order::seq_cst);
    expect_same(behaviour(program, Model::rc11), behaviour(program, Model::sc), program);
  }
}

Program with_fences(const Program& program) {
  Program fenced;
  for (const Thread& thread : program.threads) {
    fenced.threads.emplace_back();
    for (const Operation& operation : thread) {
      Operation fence;
      fence.kind = Kind::fence;
      fence.order = Order::seq_cst;
      fenced.threads.back().push_back(fence);
      fenced.threads.back().push_back(operation);
    }
  }
  return fenced;
}

// With seq_cst fences between all of them, relaxed accesses are sequentially consistent.
TEST(OracleEnumerators, FencesRestoreSequentialConsistency) {
  const Recipe small = {.max_threads = 3, .max_operations = 3, .max_interleavings = 300};
  for (std::uint64_t seed = 0; seed < kPrograms; ++seed) {
    const Program program = with_fences(with_all_orders(random_program(seed, small), Order::relaxed));
    expect_same(by_axioms(program, is_consistent_in_rc11), by_axioms(program, is_consistent_in_sc), program);
  }
}

TEST(OracleEnumerators, ToLeaveOutWhatIsViolatedEarlyChangesNothing) {
  const Recipe small = {.max_threads = 3, .max_operations = 3, .max_interleavings = 100};
  for (std::uint64_t seed = 0; seed < kPrograms; ++seed) {
    const Program program = random_program(seed, small);
    for (const Axioms axioms : {is_consistent_in_sc, is_consistent_in_rc11})
      expect_same(by_axioms(program, axioms), by_axioms(program, axioms, Examine::complete_graphs), program);
  }
}

TEST(OracleEnumerators, CountInterleavings) {
  const Interleavings found =
      interleave(parse("store(x, 1, relaxed); store(x, 2, relaxed) || fence(seq_cst) || "
                       "r0 = load(y, relaxed)"));
  EXPECT_EQ(found.complete, 12u);  // 4! / 2!
  EXPECT_EQ(found.deadlocked, 0u);
  EXPECT_EQ(found.behaviour.classes, std::set<std::string>{"rf 2.0<init | x 0.0 0.1"});
  EXPECT_EQ(found.behaviour.outcomes, std::set<std::string>{"2:r0=0 x=2 y=0"});
}

TEST(OracleEnumerators, FindDeadlocks) {
  const Program program = parse(
      "lock(m); lock(n); store(x, 1, relaxed); unlock(n); unlock(m) || "
      "lock(n); lock(m); r0 = load(x, relaxed); unlock(m); unlock(n)");
  Behaviour expected;
  expected.classes = {"rf 1.2<0.2 | x 0.2 | m 0.0 1.1 | n 0.1 1.0",
                      "rf 1.2<init | x 0.2 | m 1.1 0.0 | n 1.0 0.1"};
  expected.outcomes = {"1:r0=0 x=1", "1:r0=1 x=1"};
  expected.deadlocks = {"m 0.0 | n 1.0 | stuck 0.1 1.1"};
  expect_same(interleave(program).behaviour, expected, program);
  expect_same(by_axioms(program, is_consistent_in_rc11), expected, program);
  EXPECT_EQ(interleave(program).deadlocked, 2u);  // who was first
}

// A compare_exchange that fails reads, with the order given for that, and does not write.
TEST(OracleEnumerators, ClassesTellWhatWasReadAndWritten) {
  const Program program = parse(
      "store(x, 1, relaxed); store(y, 5, release) || "
      "r0 = compare_exchange(y, 0, 7, relaxed, acquire); if r0 == 5: r1 = load(x, relaxed)");
  Behaviour expected;
  expected.classes = {"rf 1.0<init | x 0.0 | y 1.0 0.1", "rf 1.0<0.1 1.1<0.0 | x 0.0 | y 0.1"};
  expected.outcomes = {"1:r0=0 1:r1=0 x=1 y=5", "1:r0=5 1:r1=1 x=1 y=5"};
  expect_same(behaviour(program, Model::sc), expected, program);
  expect_same(behaviour(program, Model::rc11), expected, program);
}

}  // namespace
}  // namespace weft::oracle
