// x is an int. A program races if some execution that its model allows has two accesses to x, at least one a
// write, that hb does not order; where y is looked at first, that is where y can be seen raised without sw
// from its store.
#include "suite.h"

namespace litmus {
namespace {

const std::string kWrite = "store(x, 1, relaxed); ", kRead = "; if r0 == 1: r1 = load(x, relaxed)";

std::string told(const std::string& raise, const std::string& look) {
  return kWrite + raise + " || " + look + kRead;
}

std::vector<PlainData> message_passing() {
  const std::string relaxed = "store(y, 1, relaxed)", release = "store(y, 1, release)";
  const std::string look = "r0 = load(y, relaxed)", acquire = "r0 = load(y, acquire)";
  return {
      {"MP_relaxed", told(relaxed, look), true},
      {"MP_release", told(release, look), true},
      {"MP_acquire", told(relaxed, acquire), true},
      {"MP_release_acquire", told(release, acquire), false},
      {"MP_seq_cst", told("store(y, 1, seq_cst)", "r0 = load(y, seq_cst)"), false},
      {"MP_seq_cst_store", told("store(y, 1, seq_cst)", look), true},
      {"MP_fences", told("fence(release); " + relaxed, look + "; fence(acquire)"), false},
      {"MP_seq_cst_fences", told("fence(seq_cst); " + relaxed, look + "; fence(seq_cst)"), false},
      {"MP_release_fence_alone", told("fence(release); " + relaxed, look), true},
      {"MP_acquire_fence_alone", told(relaxed, look + "; fence(acquire)"), true},
      {"MP_fence_too_late", told(relaxed + "; fence(release)", acquire), true},
      {"MP_fence_too_early", told(release, "fence(acquire); " + look), true},
      {"MP_fences_of_the_other_kind", told("fence(acquire); " + relaxed, look + "; fence(release)"), true},
      {"MP_not_looked_at", kWrite + release + " || r0 = load(y, acquire); r1 = load(x, relaxed)", true},
      {"MP_exchanged", told("r0 = exchange(y, 1, release)", "r0 = exchange(y, 2, acquire)"), false},
      {"MP_exchanged_relaxed", told("r0 = exchange(y, 1, relaxed)", "r0 = exchange(y, 2, acquire)"), true}};
}

std::vector<PlainData> release_sequences() {
  const std::string release = kWrite + "store(y, 1, release)";
  const std::string read_at_2 = "r0 = load(y, acquire); if r0 == 2: r1 = load(x, relaxed)";
  return {
      {"RS_same_thread", release + "; store(y, 2, relaxed) || " + read_at_2, true},
      {"RS_same_thread_updates", release + "; r0 = fetch_add(y, 1, relaxed) || " + read_at_2, false},
      {"RS_added", release + " || r0 = fetch_add(y, 1, relaxed) || " + read_at_2, false},
      {"RS_broken", release + " || r0 = load(y, relaxed); store(y, r0 + 1, relaxed) || " + read_at_2, true},
      {"RS_interrupted", release + " || store(y, 2, release) || " + read_at_2, true}};
}

std::vector<PlainData> others() {
  const auto passed_on = [](const std::string& store) {
    return kWrite + "store(y, 1, release) || r0 = load(y, acquire); if r0 == 1: store(z, 1, " + store +
           ") || r0 = load(z, acquire)" + kRead;
  };
  return {{"ISA2_release_acquire", passed_on("release"), false},
          {"ISA2_second_relaxed", passed_on("relaxed"), true},
          {"two_writes", "store(x, 1, relaxed) || store(x, 2, relaxed)", true},
          {"write_and_read", "store(x, 1, relaxed) || r0 = load(x, relaxed)", true},
          {"two_reads", "r0 = load(x, relaxed) || r0 = load(x, relaxed)", false},
          {"locked", "lock(m); store(x, 1, relaxed); unlock(m) || lock(m); r0 = load(x, relaxed); unlock(m)",
           false},
          {"locked_apart",
           "lock(m); store(x, 1, relaxed); unlock(m) || lock(n); r0 = load(x, relaxed); unlock(n)", true},
          // At most one of them sees 0.
          {"SB_seq_cst",
           "store(y, 1, seq_cst); r0 = load(z, seq_cst); if r0 == 0: store(x, 1, relaxed) || "
           "store(z, 1, seq_cst); r0 = load(y, seq_cst); if r0 == 0: store(x, 2, relaxed)",
           false},
          {"SB_fences",
           "store(y, 1, relaxed); fence(seq_cst); r0 = load(z, relaxed); if r0 == 0: store(x, 1, relaxed) || "
           "store(z, 1, relaxed); fence(seq_cst); r0 = load(y, relaxed); if r0 == 0: store(x, 2, relaxed)",
           false},
          {"SB_seq_cst_left_early",
           "store(y, 1, seq_cst); r0 = load(z, seq_cst); if r0 == 0: store(x, 1, relaxed); store(y, 0, "
           "relaxed) || "
           "store(z, 1, seq_cst); r0 = load(y, seq_cst); if r0 == 0: store(x, 2, relaxed)",
           true}};
}

}  // namespace

std::vector<PlainData> programs_with_plain_data() {
  std::vector<PlainData> all = message_passing();
  for (const auto& some : {release_sequences(), others()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace litmus
