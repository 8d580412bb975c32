// check_differential FIRST COUNT [large]: random programs of the seeds FIRST to FIRST + COUNT - 1, explored
// by the graph search, drawn from it, and compared with the oracle's brute force, under both models. `large`:
// three or four threads of four operations. Prints the first programs that differ, and totals; fails if any
// differs.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "check/graph/small_program.h"
#include "check/oracle/oracle.h"
#include "check/oracle/random_program.h"

namespace weft {
namespace {

using graph::MemoryModel;

constexpr int kDraws = 50;
constexpr std::uint64_t kMostShown = 5;

constexpr oracle::Recipe kLarge{.min_threads = 3,
                                .max_threads = 4,
                                .min_operations = 3,
                                .max_operations = 4,
                                .max_interleavings = 40'000};

struct Totals {
  std::uint64_t programs = 0, executions = 0, deadlocks = 0, draws = 0, differ = 0;
};

bool are_the_same(const std::map<std::string, int>& explored, const std::set<std::string>& expected) {
  return explored.size() == expected.size() &&
         std::all_of(explored.begin(), explored.end(),
                     [&](const auto& one) { return one.second == 1 && expected.contains(one.first); });
}

bool are_among(const std::map<std::string, int>& drawn, const std::set<std::string>& expected) {
  return std::all_of(drawn.begin(), drawn.end(),
                     [&](const auto& one) { return expected.contains(one.first); });
}

void compare(const oracle::Program& program, MemoryModel model, std::uint64_t seed, Totals& totals) {
  const bool is_sc = model == MemoryModel::sc;
  const oracle::Behaviour expected =
      oracle::behaviour(program, is_sc ? oracle::Model::sc : oracle::Model::rc11);
  const Explored found = explore(program, model), drawn = draw(program, model, seed, kDraws);
  totals.executions += static_cast<std::uint64_t>(found.executions);
  totals.deadlocks += expected.deadlocks.size();
  totals.draws += static_cast<std::uint64_t>(drawn.executions);
  if (are_the_same(found.classes, expected.classes) && are_the_same(found.deadlocks, expected.deadlocks) &&
      are_among(drawn.classes, expected.classes) && are_among(drawn.deadlocks, expected.deadlocks))
    return;
  if (totals.differ++ < kMostShown)
    std::printf("seed %llu differs under %s:\n%s\n", static_cast<unsigned long long>(seed),
                is_sc ? "sc" : "rc11", oracle::to_text(program).c_str());
}

int run(std::uint64_t first, std::uint64_t count, const oracle::Recipe& recipe) {
  Totals totals;
  for (std::uint64_t seed = first; seed < first + count; ++seed, ++totals.programs)
    for (const MemoryModel model : {MemoryModel::sc, MemoryModel::rc11})
      compare(oracle::random_program(seed, recipe), model, seed, totals);
  std::printf(
      "seeds %llu to %llu: %llu programs, %llu executions, %llu kinds of deadlock, %llu drawn, %llu differ\n",
      static_cast<unsigned long long>(first), static_cast<unsigned long long>(first + count - 1),
      static_cast<unsigned long long>(totals.programs), static_cast<unsigned long long>(totals.executions),
      static_cast<unsigned long long>(totals.deadlocks), static_cast<unsigned long long>(totals.draws),
      static_cast<unsigned long long>(totals.differ));
  return totals.differ == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace weft

int main(int count, char** words) {
  const bool is_large = count == 4 && std::string(words[3]) == "large";
  if (count != 3 && !is_large) {
    std::fprintf(stderr, "usage: check_differential FIRST COUNT [large]\n");
    return 64;
  }
  return weft::run(std::strtoull(words[1], nullptr, 10), std::strtoull(words[2], nullptr, 10),
                   is_large ? weft::kLarge : weft::oracle::Recipe{});
}
