// A reader sees a pair as it was written, never half of one write and half of another; two writers do not
// lose anything.
//
// expect: verified
// mutant: read_without_second_look wrong_result core/include/weft/seqlock.h
//   - if (version_.load(std::memory_order_relaxed) != before) return std::nullopt;
// mutant: read_while_written wrong_result core/include/weft/seqlock.h
//   - if (before % 2 != 0) return std::nullopt;
// mutant: writers_at_once wrong_result core/include/weft/seqlock.h
//   - if (version % 2 == 0 && version_.compare_exchange_weak(
//   + if (version_.compare_exchange_weak(
#include "weft/seqlock.h"
#include "agents.h"

namespace {

struct Pair {
  long first = 0, second = 0;
};

}  // namespace

int main() {
  weft::seqlock<Pair> pair;
  const auto add = [&](Pair& now) { ++now.first, ++now.second; };
  verify::together([&] { pair.update(add); }, [&] { pair.update(add); },
                   [&] {
                     const std::optional<Pair> seen = pair.try_load();
                     weft::expect(!seen || seen->first == seen->second, "both halves of one write");
                   });
  weft::expect_equal(pair.load().second, 2, "updates");
}
