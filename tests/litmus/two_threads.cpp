// SB, LB, S, R, 2+2W: two threads with two accesses each to two locations.
#include "suite.h"

namespace litmus {
namespace {

// Weak: both loads read the initial 0. Coherence has nothing against it, as no store is read from.
// psc has, if from each load to the other thread's store, an rb, and from each store to its thread's load, a
// po, both ends are seq_cst, or fences in hb around them.
Shape store_buffering() {
  const std::string sb = "store(x, 1, STORE); r0 = load(y, LOAD) || store(y, 1, STORE); r0 = load(x, LOAD)";
  const std::string fenced_left = "store(x, 1, relaxed); fence(seq_cst); r0 = load(y, relaxed) || ";
  return {
      "SB",
      "0:r0 1:r0",
      "01 10 11",
      {{"relaxed", relaxed(sb), "00"},
       {"release_acquire", release_acquire(sb), "00"},
       {"seq_cst", seq_cst(sb), ""},
       {"seq_cst_stores", with_orders(sb, "seq_cst", "acquire"), "00"},  // the rbs begin at others
       {"seq_cst_loads", with_orders(sb, "release", "seq_cst"), "00"},   // and here they end at others
       {"fences", fenced(sb), ""},
       {"acq_rel_fences", fenced(sb, "acq_rel"), "00"},
       {"release_fences", fenced(sb, "release"), "00"},
       {"acquire_fences", fenced(sb, "acquire"), "00"},
       {"one_fence", fenced_left + "store(y, 1, relaxed); r0 = load(x, relaxed)", "00"},
       {"fence_and_release_acquire", fenced_left + "store(y, 1, release); r0 = load(x, acquire)", "00"},
       // fence, po, rb to the store of y, po to the load of x, rb to the store of x, po to the fence.
       {"fence_and_seq_cst", fenced_left + "store(y, 1, seq_cst); r0 = load(x, seq_cst)", ""},
       {"fence_and_seq_cst_load", fenced_left + "store(y, 1, relaxed); r0 = load(x, seq_cst)", "00"},
       {"fence_and_seq_cst_store", fenced_left + "store(y, 1, seq_cst); r0 = load(x, relaxed)", "00"},
       {"fences_after",
        "store(x, 1, relaxed); r0 = load(y, relaxed); fence(seq_cst) || "
        "store(y, 1, relaxed); r0 = load(x, relaxed); fence(seq_cst)",
        "00"},
       {"fences_before",
        "fence(seq_cst); store(x, 1, relaxed); r0 = load(y, relaxed) || "
        "fence(seq_cst); store(y, 1, relaxed); r0 = load(x, relaxed)",
        "00"},
       // A read-modify-write reads the mo-latest, but nothing says that the other thread's store is that yet.
       {"acq_rel_updates_for_loads",
        "store(x, 1, release); r0 = fetch_add(y, 0, acq_rel) || "
        "store(y, 1, release); r0 = fetch_add(x, 0, acq_rel)",
        "00"},
       {"seq_cst_updates_for_loads",
        "store(x, 1, seq_cst); r0 = fetch_add(y, 0, seq_cst) || "
        "store(y, 1, seq_cst); r0 = fetch_add(x, 0, seq_cst)",
        ""}}};
}

// Both threads pass by z in between. Whose update of z is the second has read the other's, so that with sw it
// sees the other's store. Without, it may read 0, whatever the first one reads.
Shape store_buffering_through_a_counter() {
  const auto by = [](const std::string& order) {
    return with_all(
        "store(x, 1, relaxed); r0 = fetch_add(z, 1, ORDER); r1 = load(y, relaxed) || "
        "store(y, 1, relaxed); r0 = fetch_add(z, 1, ORDER); r1 = load(x, relaxed)",
        "ORDER", order);
  };
  const std::string second_reads_0 = "0010 0110 1000 1001";
  return {"SB_counted",
          "0:r0 0:r1 1:r0 1:r1",
          "0011 0111 1100 1101",
          {{"relaxed", by("relaxed"), second_reads_0},
           {"acquire", by("acquire"), second_reads_0},
           {"release", by("release"), second_reads_0},
           {"acq_rel", by("acq_rel"), ""},
           {"seq_cst", by("seq_cst"), ""}}};
}

// Weak outcome 11 is a cycle of po and rf, which RC11 forbids whatever the orders.
Shape load_buffering() {
  const std::string lb = "r0 = load(x, LOAD); store(y, 1, STORE) || r0 = load(y, LOAD); store(x, 1, STORE)";
  return {"LB",
          "0:r0 1:r0",
          "00 01 10",
          {{"relaxed", relaxed(lb), ""},
           {"release", with_orders(lb, "release", "relaxed"), ""},
           {"acquire", with_orders(lb, "relaxed", "acquire"), ""},
           {"release_acquire", release_acquire(lb), ""},
           {"seq_cst", seq_cst(lb), ""},
           {"fences", fenced(lb), ""}}};
}

// Values out of thin air: nobody writes anything but what was read.
Shape load_buffering_of_values() {
  const std::string copy =
      "r0 = load(x, LOAD); store(y, r0, STORE) || r0 = load(y, LOAD); store(x, r0, STORE)";
  return {"LB_copies",
          "0:r0 1:r0 x y",
          "0000",
          {{"relaxed", relaxed(copy), ""}, {"release_acquire", release_acquire(copy), ""}}};
}

// Weak: y is read as 1, yet the store of x after it is mo-before that of the other thread. With sw from y's
// store to its load, the stores of x are in hb against mo.
Shape s() {
  const std::string s = "store(x, 2, STORE); store(y, 1, STORE) || r0 = load(y, LOAD); store(x, 1, STORE)";
  return {"S",
          "1:r0 x",
          "01 02 11",
          {{"relaxed", relaxed(s), "12"},
           {"release", with_orders(s, "release", "relaxed"), "12"},
           {"acquire", with_orders(s, "relaxed", "acquire"), "12"},
           {"release_acquire", release_acquire(s), ""},
           {"seq_cst", seq_cst(s), ""},
           // psc has no edge that ends at the load, and so no cycle.
           {"seq_cst_stores", with_orders(s, "seq_cst", "relaxed"), "12"},
           {"fences", fenced(s), ""},
           {"acq_rel_fences", fenced(s, "acq_rel"), ""},
           {"release_fence_and_acquire",
            "store(x, 2, relaxed); fence(release); store(y, 1, relaxed) || "
            "r0 = load(y, acquire); store(x, 1, relaxed)",
            ""},
           {"release_and_acquire_fence",
            "store(x, 2, relaxed); store(y, 1, release) || "
            "r0 = load(y, relaxed); fence(acquire); store(x, 1, relaxed)",
            ""}}};
}

// Weak: the second store of y is the last, yet its thread reads x before the first one's store of it. No load
// reads from a store, so that nothing synchronizes, and psc alone can forbid it: mo, po, rb, po.
Shape r() {
  const std::string r = "store(x, 1, STORE); store(y, 1, STORE) || store(y, 2, STORE); r0 = load(x, LOAD)";
  const std::string seq_cst_right = " || store(y, 2, seq_cst); r0 = load(x, seq_cst)";
  return {"R",
          "y 1:r0",
          "10 11 21",
          {{"relaxed", relaxed(r), "20"},
           {"release_acquire", release_acquire(r), "20"},
           {"acq_rel_fences", fenced(r, "acq_rel"), "20"},
           {"seq_cst", seq_cst(r), ""},
           {"seq_cst_stores", with_orders(r, "seq_cst", "relaxed"), "20"},  // the rb begins at another
           {"seq_cst_but_for_x", "store(x, 1, relaxed); store(y, 1, seq_cst)" + seq_cst_right, "20"},
           {"seq_cst_but_for_y", "store(x, 1, seq_cst); store(y, 1, release)" + seq_cst_right, "20"},
           {"fences", fenced(r), ""},
           // fence, po, mo to the store of 2, po to the load, rb to the store of x, po to the fence.
           {"fence_and_seq_cst", "store(x, 1, relaxed); fence(seq_cst); store(y, 1, relaxed)" + seq_cst_right,
            ""},
           {"one_fence",
            "store(x, 1, relaxed); fence(seq_cst); store(y, 1, relaxed) || "
            "store(y, 2, release); r0 = load(x, acquire)",
            "20"}}};
}

// Weak: of each location the first thread to write it in po is mo-last. There are no reads, so that psc alone
// can forbid it: mo and po, twice.
Shape two_and_two_writes() {
  const std::string w = "store(x, 1, STORE); store(y, 2, STORE) || store(y, 1, STORE); store(x, 2, STORE)";
  const std::string fenced_left = "store(x, 1, relaxed); fence(seq_cst); store(y, 2, relaxed) || ";
  return {"W2_2W",
          "x y",
          "12 21 22",
          {{"relaxed", relaxed(w), "11"},
           {"release", with_orders(w, "release", ""), "11"},
           {"acq_rel_fences", fenced(w, "acq_rel"), "11"},
           {"seq_cst", seq_cst(w), ""},
           {"seq_cst_but_for_one",
            "store(x, 1, release); store(y, 2, seq_cst) || store(y, 1, seq_cst); store(x, 2, seq_cst)", "11"},
           {"fences", fenced(w), ""},
           {"one_fence", fenced_left + "store(y, 1, release); store(x, 2, release)", "11"},
           {"fence_and_seq_cst", fenced_left + "store(y, 1, seq_cst); store(x, 2, seq_cst)", ""}}};
}

}  // namespace

std::vector<Shape> shapes_of_two_threads() {
  return {store_buffering(),
          store_buffering_through_a_counter(),
          load_buffering(),
          load_buffering_of_values(),
          s(),
          r(),
          two_and_two_writes()};
}

}  // namespace litmus
