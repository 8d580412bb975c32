// MP: one thread writes and raises a flag, another looks at the flag and reads.
// Weak: the flag is seen, and what was written before it is not. With sw from the flag's store to its load,
// the store of x is in hb with its load, which then cannot read before it.
#include "suite.h"

namespace litmus {
namespace {

const std::string kWrite = "store(x, 1, relaxed); ", kRead = "; r1 = load(x, relaxed)";
const std::string kRelease = kWrite + "store(y, 1, release) || ";
const std::string kAcquire = " || r0 = load(y, acquire)" + kRead;

Shape by_accesses_and_fences() {
  const std::string mp = "store(x, 1, STORE); store(y, 1, STORE) || r0 = load(y, LOAD); r1 = load(x, LOAD)";
  const std::string relaxed_flag = "store(y, 1, relaxed)", relaxed_look = "r0 = load(y, relaxed)";
  return {
      "MP",
      "1:r0 1:r1",
      "00 01 11",
      {{"relaxed", relaxed(mp), "10"},
       {"release", with_orders(mp, "release", "relaxed"), "10"},
       {"acquire", with_orders(mp, "relaxed", "acquire"), "10"},
       {"release_acquire", release_acquire(mp), ""},
       {"seq_cst", seq_cst(mp), ""},
       {"seq_cst_stores", with_orders(mp, "seq_cst", "relaxed"), "10"},
       {"seq_cst_loads", with_orders(mp, "relaxed", "seq_cst"), "10"},
       {"seq_cst_flag", kWrite + "store(y, 1, seq_cst) || r0 = load(y, seq_cst)" + kRead, ""},
       {"seq_cst_data",
        "store(x, 1, seq_cst); store(y, 1, relaxed) || r0 = load(y, relaxed); r1 = load(x, seq_cst)", "10"},
       {"fences", fenced(mp), ""},
       {"acq_rel_fences", fenced(mp, "acq_rel"), ""},
       {"release_and_acquire_fences",
        kWrite + "fence(release); " + relaxed_flag + " || " + relaxed_look + "; fence(acquire)" + kRead, ""},
       {"release_fence_and_acquire", kWrite + "fence(release); " + relaxed_flag + kAcquire, ""},
       {"release_and_acquire_fence", kRelease + relaxed_look + "; fence(acquire)" + kRead, ""},
       {"seq_cst_fence_and_acquire", kWrite + "fence(seq_cst); " + relaxed_flag + kAcquire, ""},
       {"release_and_seq_cst_fence", kRelease + relaxed_look + "; fence(seq_cst)" + kRead, ""},
       {"release_fence_alone", kWrite + "fence(release); " + relaxed_flag + " || " + relaxed_look + kRead,
        "10"},
       {"seq_cst_fence_alone", kWrite + "fence(seq_cst); " + relaxed_flag + " || " + relaxed_look + kRead,
        "10"},
       {"acquire_fence_alone", kWrite + relaxed_flag + " || " + relaxed_look + "; fence(acquire)" + kRead,
        "10"},
       {"fences_of_the_other_kind",
        kWrite + "fence(acquire); " + relaxed_flag + " || " + relaxed_look + "; fence(release)" + kRead,
        "10"},
       {"fences_too_late_and_too_early",
        kWrite + relaxed_flag + "; fence(release) || fence(acquire); " + relaxed_look + kRead, "10"},
       {"fence_before_both_stores", "fence(release); " + kWrite + relaxed_flag + kAcquire, "10"},
       {"fence_after_both_loads", kRelease + relaxed_look + kRead + "; fence(acquire)", "10"},
       {"fences_of_seq_cst_outside",
        "fence(seq_cst); " + kWrite + relaxed_flag + " || " + relaxed_look + kRead + "; fence(seq_cst)",
        "10"}}};
}

// A read-modify-write has the orders of a load and of a store, or of one of them.
Shape by_updates() {
  return {
      "MP_updates",
      "1:r0 1:r1",
      "00 01 11",
      {{"exchange_releases", kWrite + "r0 = exchange(y, 1, release)" + kAcquire, ""},
       {"exchange_only_acquires", kWrite + "r0 = exchange(y, 1, acquire)" + kAcquire, "10"},
       {"fetch_add_acquires", kRelease + "r0 = fetch_add(y, 1, acquire)" + kRead, ""},
       {"fetch_add_only_releases", kRelease + "r0 = fetch_add(y, 1, release)" + kRead, "10"},
       {"both_acq_rel", kWrite + "r0 = exchange(y, 1, acq_rel) || r0 = exchange(y, 0, acq_rel)" + kRead, ""},
       {"success_acquires", kRelease + "r0 = compare_exchange(y, 1, 2, acquire, relaxed)" + kRead, ""},
       {"success_is_relaxed", kRelease + "r0 = compare_exchange(y, 1, 2, relaxed, acquire)" + kRead, "10"},
       {"failure_acquires", kRelease + "r0 = compare_exchange(y, 0, 2, relaxed, acquire)" + kRead, ""},
       {"failure_is_relaxed", kRelease + "r0 = compare_exchange(y, 0, 2, acq_rel, relaxed)" + kRead, "10"}}};
}

// Who looks at x only where the flag is up. RC11 knows no dependencies.
Shape looking_once_told() {
  const auto look = [](const std::string& order) {
    return "r0 = load(y, " + order + "); if r0 == 1: r1 = load(x, relaxed)";
  };
  return {"MP_told",
          "1:r0 1:r1",
          "00 11",
          {{"relaxed", kRelease + look("relaxed"), "10"}, {"acquire", kRelease + look("acquire"), ""}}};
}

// Critical sections are as one step each.
Shape under_a_mutex() {
  return {"MP_locked",
          "1:r0 1:r1",
          "00 11",
          {{"relaxed",
            "lock(m); store(x, 1, relaxed); store(y, 1, relaxed); unlock(m) || "
            "lock(m); r0 = load(y, relaxed); r1 = load(x, relaxed); unlock(m)",
            ""}}};
}

}  // namespace

std::vector<Shape> shapes_of_message_passing() {
  return {by_accesses_and_fences(), by_updates(), looking_once_told(), under_a_mutex()};
}

}  // namespace litmus
