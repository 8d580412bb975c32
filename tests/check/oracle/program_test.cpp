// Programs: their text, what is no program, and random ones.
#include "check/oracle/program.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "check/oracle/random_program.h"

namespace weft::oracle {
namespace {

TEST(OracleProgram, TextHasAllOperations) {
  const std::string text =
      "r0 = load(x, acquire); store(y, -1, release); store(z, r0, seq_cst); store(w, r0 + 2, relaxed)\n"
      "|| r0 = fetch_add(x, 1, acq_rel); r1 = exchange(y, 3, seq_cst); fence(acq_rel)\n"
      "|| \n"
      "|| lock(m); lock(n); unlock(m); unlock(n)\n"
      "|| r0 = compare_exchange(x, 0, 2, release, acquire); if r0 == 1: r1 = load(y, relaxed)\n";
  EXPECT_EQ(to_text(parse(text)), text);
}

TEST(OracleProgram, ParsedOperationHasWhatTheTextSays) {
  const Program program =
      parse("r0 = load(x, relaxed); if r0 == 4: r1 = compare_exchange(z, 1, r0 + 2, acq_rel, relaxed)");
  ASSERT_EQ(program.threads.size(), 1u);
  ASSERT_EQ(program.threads[0].size(), 2u);
  const Operation& operation = program.threads[0][1];
  EXPECT_EQ(operation.kind, Kind::compare_exchange);
  EXPECT_EQ(operation.place, 2);
  EXPECT_EQ(operation.order, Order::acq_rel);
  EXPECT_EQ(operation.failure, Order::relaxed);
  EXPECT_EQ(operation.expected, 1);
  EXPECT_EQ(operation.value.reg, 0);
  EXPECT_EQ(operation.value.constant, 2);
  EXPECT_EQ(operation.guard.reg, 0);
  EXPECT_EQ(operation.guard.equals, 4);
}

TEST(OracleProgram, RefusesWhatIsNoProgram) {
  const char* faults[] = {
      "load(x, relaxed)",
      "r1 = load(x, relaxed)",
      "r0 = store(x, 1, relaxed)",
      "r0 = load(v, relaxed)",
      "r0 = load(x, weak)",
      "r0 = load(x, release)",
      "store(x, 1, acquire)",
      "r0 = compare_exchange(x, 0, 1, relaxed, release)",
      "r0 = compare_exchange(x, r0, 1, relaxed, relaxed)",
      "store(x, r0, relaxed)",
      "store(x, , relaxed)",
      "if r0 == 1: store(x, 1, relaxed)",
      "r0 = load(x, relaxed); if r0 == 1: lock(m); unlock(m)",
      "lock(m)",
      "unlock(m)",
      "lock(m); lock(m); unlock(m); unlock(m)",
      "lock(x); unlock(x)",
      "store(x, 1, relaxed) store(x, 2, relaxed)",
      "store(x, 1, relaxed);",
      "store(x, 1, relaxed",
  };
  for (const char* fault : faults) EXPECT_THROW(parse(fault), std::invalid_argument) << fault;
}

TEST(OracleProgram, SaysWhatIsExpectedWhere) {
  try {
    parse("store(x, 1, relaxed) || r0 = load(q, relaxed)");
    FAIL() << "is no program";
  } catch (const std::invalid_argument& fault) {
    EXPECT_STREQ(fault.what(), "expected a location before \"q, relaxed)\"");
  }
}

TEST(OracleRandomProgram, IsValidAndWithinItsRecipe) {
  const Recipe recipe = {.max_threads = 3, .min_operations = 1, .max_operations = 3};
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const Program program = random_program(seed, recipe);
    EXPECT_EQ(why_invalid(program), "") << to_text(program);
    EXPECT_EQ(to_text(parse(to_text(program))), to_text(program));
    EXPECT_GE(program.threads.size(), 2u);
    EXPECT_LE(program.threads.size(), 3u);
    for (const Thread& thread : program.threads) EXPECT_LE(thread.size(), 3u + 2 * kMutexes);
  }
}

TEST(OracleRandomProgram, UsesEveryOperationAndOrder) {
  std::set<std::pair<Kind, Order>> seen;
  int guards = 0, computed = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    for (const Thread& thread : random_program(seed).threads)
      for (const Operation& operation : thread) {
        seen.insert({operation.kind, operation.order});
        guards += operation.guard.reg != kNoRegister;
        computed += operation.value.reg != kNoRegister;
      }
  // Loads and stores have three orders each, the three read-modify-writes five, fences four, lock and unlock
  // none.
  EXPECT_EQ(seen.size(), 3u + 3 + 3 * 5 + 4 + 2);
  EXPECT_GT(guards, 100);
  EXPECT_GT(computed, 100);
}

// A seed names the same program everywhere and always.
TEST(OracleRandomProgram, SeedsAreForGood) {
  EXPECT_EQ(to_text(random_program(1)),
            "r0 = load(x, relaxed); store(y, 1, seq_cst)\n"
            "|| store(z, 2, relaxed); r0 = load(x, acquire)\n"
            "|| store(y, 2, relaxed); r0 = load(z, acquire)\n"
            "|| r0 = load(x, seq_cst); r1 = load(x, relaxed)\n");
}

}  // namespace
}  // namespace weft::oracle
