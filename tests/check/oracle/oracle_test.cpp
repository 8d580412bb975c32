// The oracle against counts of other people's checkers and counts derived by hand.
#include "check/oracle/oracle.h"

#include <gtest/gtest.h>

#include <functional>

#include "check/oracle/sequential.h"

namespace weft::oracle {
namespace {

// Threads 1..count of a program.
std::string threads(int count, const std::function<std::string(std::string)>& code) {
  std::string text;
  for (int id = 1; id <= count; ++id) text += (id == 1 ? "" : " || ") + code(std::to_string(id));
  return text;
}

std::string ainc(const std::string&) { return "r0 = fetch_add(x, 1, relaxed)"; }
std::string binc(const std::string& id) { return ainc(id) + "; r1 = fetch_add(y, 1, relaxed)"; }
std::string cinc(const std::string& id) { return binc(id) + "; r2 = fetch_add(z, 1, relaxed)"; }
std::string inc(const std::string& id) {
  return "r0 = load(x, relaxed); store(x, r0 + " + std::to_string(1 << std::stoi(id)) + ", release)";
}
std::string rw(const std::string& id) { return "r0 = load(x, relaxed); store(x, " + id + ", release)"; }
std::string cas(const std::string& id) { return "r0 = compare_exchange(x, 0, " + id + ", relaxed, relaxed)"; }
std::string casrot(const std::string& id) {
  return "r0 = compare_exchange(x, " + std::to_string(std::stoi(id) - 1) + ", " + id + ", relaxed, relaxed)";
}
std::string casw(const std::string& id) {
  return "r0 = compare_exchange(x, 0, 1, relaxed, relaxed); store(x, " + std::to_string(std::stoi(id) + 3) +
         ", release)";
}
std::string two_to_three(const std::string&) { return "r0 = compare_exchange(x, 2, 3, relaxed, relaxed)"; }
std::string reader(const std::string&) { return "r0 = load(x, acquire)"; }
std::string lockinc(const std::string&) {
  return "lock(m); r0 = load(x, relaxed); store(x, r0 + 1, relaxed); unlock(m)";
}
std::string lock2inc(const std::string&) {
  return "lock(m); r0 = load(x, relaxed); store(x, r0 + 1, relaxed); r1 = load(y, relaxed); "
         "store(y, r1 + 1, relaxed); unlock(m)";
}

// Two threads, each of so many increments by a load and a store.
std::string lost_update(int increments) {
  std::string text;
  for (int i = 0; i < increments; ++i) {
    const std::string reg = "r" + std::to_string(i);
    text += (i == 0 ? "" : "; ") + reg + " = load(x, relaxed); store(x, " + reg + " + 1, relaxed)";
  }
  return text + " || " + text;
}

// So many executions an optimal checker (GenMC) explores of `least` such threads and the rest of the program,
// of one more, and so on: the same number in both models.
void expect_counts(const std::string& name, const std::function<std::string(std::string)>& code, int least,
                   const std::vector<std::size_t>& counts, const std::string& more = "") {
  int count = least;
  for (const std::size_t expected : counts) {
    const Program program = parse(threads(count, code) + more);
    EXPECT_EQ(classes(program, Model::sc).size(), expected) << name << " " << count;
    EXPECT_EQ(classes(program, Model::rc11).size(), expected) << name << " " << count;
    ++count;
  }
}

TEST(OracleCounts, IncrementsOfOneOrMoreLocations) {
  expect_counts("ainc", ainc, 2, {2, 6, 24, 120, 720});
  expect_counts("binc", binc, 2, {4, 36, 576});
  expect_counts("cinc", cinc, 2, {8, 216});
  expect_counts("wainc", ainc, 2, {6, 24, 120}, " || store(x, 42, release)");
}

TEST(OracleCounts, LoadsAndStores) {
  expect_counts("inc", inc, 2, {4, 36, 576});
  expect_counts("rw", rw, 2, {4, 36, 576});
  expect_counts("readers", reader, 2, {4, 8, 16, 32, 64, 128}, " || store(x, 42, release)");
}

TEST(OracleCounts, CompareExchange) {
  expect_counts("cas", cas, 2, {2, 3, 4, 5});
  expect_counts("casrot", casrot, 2, {2, 5, 14, 43, 144});
  expect_counts("casw", casw, 2, {6, 66, 1200});
  expect_counts("wcas", two_to_three, 2, {5, 13, 33}, " || store(x, 2, release)");
}

TEST(OracleCounts, Mutexes) {
  expect_counts("lockinc", lockinc, 2, {2, 6, 24, 120});
  expect_counts("lock2inc", lock2inc, 2, {2, 6, 24, 120});
}

TEST(OracleCounts, LostUpdates) {
  const Interleavings two = interleave(parse(lost_update(2)));
  EXPECT_EQ(two.complete, 70u);  // 8 over 4
  EXPECT_EQ(two.behaviour.classes.size(), 34u);
  const Interleavings three = interleave(parse(lost_update(3)));
  EXPECT_EQ(three.complete, 924u);  // 12 over 6
  EXPECT_EQ(three.behaviour.classes.size(), 328u);
}

}  // namespace
}  // namespace weft::oracle
