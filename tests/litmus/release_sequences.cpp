// Release sequences: a release store and the read-modify-writes that follow it one another, of any thread and
// any order. Who acquires from one of them synchronizes with the release store. Since C++20 later stores of
// its thread are no part. Weak: y says that x was written, and x reads as 0.
#include "suite.h"

namespace litmus {
namespace {

const std::string kWrite = "store(x, 1, relaxed); ", kRelease = kWrite + "store(y, 1, release)";
const std::string kLook = "r0 = load(y, acquire); r1 = load(x, relaxed)";

// The second thread adds to y, atomically or not. If it does so before the release (0 in the first column), y
// is 1 by it alone, which says nothing of x.
Shape continued_by_another_thread() {
  const std::string add = " || r0 = fetch_add(y, 1, relaxed) || ";
  const auto load_and_store = [](const std::string& load, const std::string& store) {
    return " || r0 = load(y, " + load + "); store(y, r0 + 1, " + store + ") || ";
  };
  return {
      "RS_added",
      "1:r0 2:r0 2:r1",
      "000 001 010 011 100 101 111 121",
      {{"relaxed", kWrite + "store(y, 1, relaxed)" + add + "r0 = load(y, relaxed); r1 = load(x, relaxed)",
        "110 120"},
       {"only_release", kRelease + add + "r0 = load(y, relaxed); r1 = load(x, relaxed)", "110 120"},
       {"only_acquire", kWrite + "store(y, 1, relaxed)" + add + kLook, "110 120"},
       {"release_acquire", kRelease + add + kLook, ""},
       {"release_fence", kWrite + "fence(release); store(y, 1, relaxed)" + add + kLook, ""},
       {"acquire_fence", kRelease + add + "r0 = load(y, relaxed); fence(acquire); r1 = load(x, relaxed)", ""},
       {"both_fences",
        kWrite + "fence(release); store(y, 1, relaxed)" + add +
            "r0 = load(y, relaxed); fence(acquire); r1 = load(x, relaxed)",
        ""},
       // The update's own release adds to the sequence that it is in and does not begin another in its place.
       {"releasing_update", kRelease + " || r0 = fetch_add(y, 1, release) || " + kLook, ""},
       {"acquiring_update", kRelease + " || r0 = fetch_add(y, 1, acquire) || " + kLook, ""},
       // 2 is now from no release sequence, or from one of a thread that knows nothing of x.
       {"broken_by_load_and_store", kRelease + load_and_store("relaxed", "relaxed") + kLook, "120"},
       {"broken_by_load_and_releasing_store", kRelease + load_and_store("relaxed", "release") + kLook, "120"},
       {"broken_by_acquiring_load_and_store", kRelease + load_and_store("acquire", "relaxed") + kLook, "120"},
       {"passed_on", kRelease + load_and_store("acquire", "release") + kLook, ""}}};
}

Shape continued_by_compare_exchange() {
  const auto by = [](const std::string& order) {
    return kRelease + " || r0 = compare_exchange(y, 1, 2, " + order + ", relaxed) || " + kLook;
  };
  return {"RS_exchanged",
          "1:r0 2:r0 2:r1",
          "000 001 011 100 101 111 121",
          {{"relaxed", by("relaxed"), ""},
           {"acq_rel", by("acq_rel"), ""},
           {"without_release",
            kWrite + "store(y, 1, relaxed) || r0 = compare_exchange(y, 1, 2, relaxed, relaxed) || " + kLook,
            "010 110 120"}}};
}

// 3 is in y only after the store and both updates.
Shape continued_twice() {
  const std::string add = " || r0 = fetch_add(y, 1, relaxed)";
  return {"RS_added_twice",
          "3:r0 3:r1",
          "00 01 10 11 20 21 31",
          {{"relaxed",
            kWrite + "store(y, 1, relaxed)" + add + add + " || r0 = load(y, relaxed); r1 = load(x, relaxed)",
            "30"},
           {"release_acquire", kRelease + add + add + " || " + kLook, ""}}};
}

// y becomes 1, then 2, by one thread.
Shape of_one_thread() {
  const auto twice = [](const std::string& first, const std::string& second) {
    return kWrite + "store(y, 1, " + first + "); store(y, 2, " + second + ") || " + kLook;
  };
  return {"RS_same_thread",
          "1:r0 1:r1",
          "00 01 11 21",
          {{"relaxed", twice("relaxed", "relaxed"), "10 20"},
           {"only_first_releases", twice("release", "relaxed"), "20"},
           {"only_second_releases", twice("relaxed", "release"), "10"},
           {"both_release", twice("release", "release"), ""},
           {"release_fence",
            kWrite + "fence(release); store(y, 1, relaxed); store(y, 2, relaxed) || " + kLook, ""},
           {"fence_in_between",
            kWrite + "store(y, 1, relaxed); fence(release); store(y, 2, relaxed) || " + kLook, "10"},
           {"continued_by_update", kRelease + "; r0 = fetch_add(y, 1, relaxed) || " + kLook, ""}}};
}

// The second thread's store hides the first one's: 2 says nothing of x.
Shape interrupted_by_another_thread() {
  const std::string store = " || store(y, 2, relaxed) || ";
  return {"RS_interrupted",
          "2:r0 2:r1",
          "00 01 11 20 21",
          {{"release_acquire", kRelease + store + kLook, ""},
           {"relaxed", kWrite + "store(y, 1, relaxed)" + store + kLook, "10"}}};
}

}  // namespace

std::vector<Shape> shapes_of_release_sequences() {
  return {continued_by_another_thread(), continued_by_compare_exchange(), continued_twice(), of_one_thread(),
          interrupted_by_another_thread()};
}

}  // namespace litmus
