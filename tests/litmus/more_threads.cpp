// IRIW, WRC, ISA2, RWC, W+RWC, 3.SB, Z6.U: three threads and more.
#include "suite.h"

namespace litmus {
namespace {

// Weak: two readers see two independent stores in opposite orders. The rbs lead to the stores, and each store
// to the other reader's first load: one step of psc only as hb, that is by sw, which an rb cannot precede in
// the same step unless a fence begins or ends it.
Shape independent_reads() {
  const std::string iriw =
      "store(x, 1, STORE) || r0 = load(x, LOAD); r1 = load(y, LOAD) || "
      "r0 = load(y, LOAD); r1 = load(x, LOAD) || store(y, 1, STORE)";
  const auto seq_cst_stores = [](const std::string& first_load, const std::string& second_load) {
    return "store(x, 1, seq_cst) || r0 = load(x, " + first_load + "); r1 = load(y, " + second_load +
           ") || r0 = load(y, " + first_load + "); r1 = load(x, " + second_load + ") || store(y, 1, seq_cst)";
  };
  return {"IRIW",
          "1:r0 1:r1 2:r0 2:r1",
          "0000 0001 0010 0011 0100 0101 0110 0111 1000 1001 1011 1100 1101 1110 1111",
          {{"relaxed", relaxed(iriw), "1010"},
           {"release_acquire", release_acquire(iriw), "1010"},
           {"acq_rel_fences", fenced(iriw, "acq_rel"), "1010"},
           {"seq_cst", seq_cst(iriw), ""},
           {"seq_cst_stores", with_orders(iriw, "seq_cst", "acquire"), "1010"},
           {"seq_cst_loads", with_orders(iriw, "release", "seq_cst"), "1010"},
           // Forbidden by C++11; Power's compilation of it allows it, and so does RC11.
           {"acquire_before_seq_cst", seq_cst_stores("acquire", "seq_cst"), "1010"},
           {"seq_cst_before_acquire", seq_cst_stores("seq_cst", "acquire"), "1010"},
           // From fence to fence by hb, rb, rf, hb.
           {"fences", fenced(iriw), ""},
           {"one_fence",
            "store(x, 1, release) || r0 = load(x, acquire); fence(seq_cst); r1 = load(y, acquire) || "
            "r0 = load(y, acquire); r1 = load(x, acquire) || store(y, 1, release)",
            "1010"}}};
}

// Weak: the third thread sees what the second wrote after it saw x, and not x. With sw between those two the
// loads of x are in hb, and the second reads before what the first read: coherence forbids it however x was
// stored.
Shape write_to_read() {
  const std::string wrc =
      "store(x, 1, STORE) || r0 = load(x, LOAD); store(y, 1, STORE) || r0 = load(y, LOAD); r1 = load(x, "
      "LOAD)";
  const std::string look = "store(x, 1, relaxed) || r0 = load(x, relaxed); ",
                    again = "; r1 = load(x, relaxed)";
  return {
      "WRC",
      "1:r0 2:r0 2:r1",
      "000 001 010 011 100 101 111",
      {{"relaxed", relaxed(wrc), "110"},
       {"release", with_orders(wrc, "release", "relaxed"), "110"},
       {"acquire", with_orders(wrc, "relaxed", "acquire"), "110"},
       {"release_acquire", release_acquire(wrc), ""},
       {"seq_cst", seq_cst(wrc), ""},
       {"by_coherence", look + "store(y, 1, release) || r0 = load(y, acquire)" + again, ""},
       {"release_acquire_of_x_only",
        "store(x, 1, release) || r0 = load(x, acquire); store(y, 1, relaxed) || "
        "r0 = load(y, relaxed); r1 = load(x, acquire)",
        "110"},
       {"acq_rel_fences", fenced(wrc, "acq_rel"), ""},
       {"one_fence", look + "fence(seq_cst); store(y, 1, relaxed) || r0 = load(y, relaxed)" + again, "110"},
       {"fence_and_acquire", look + "fence(release); store(y, 1, relaxed) || r0 = load(y, acquire)" + again,
        ""}}};
}

// Weak: a message passed on by the second thread arrives without what the first one wrote. It takes sw twice.
Shape message_passed_on() {
  const std::string isa2 =
      "store(x, 1, STORE); store(y, 1, STORE) || r0 = load(y, LOAD); store(z, 1, STORE) || "
      "r0 = load(z, LOAD); r1 = load(x, LOAD)";
  const auto by = [](const std::string& first_store, const std::string& first_load,
                     const std::string& second_store, const std::string& second_load) {
    return "store(x, 1, relaxed); store(y, 1, " + first_store + ") || r0 = load(y, " + first_load +
           "); store(z, 1, " + second_store + ") || r0 = load(z, " + second_load + "); r1 = load(x, relaxed)";
  };
  return {"ISA2",
          "1:r0 2:r0 2:r1",
          "000 001 010 011 100 101 111",
          {{"relaxed", relaxed(isa2), "110"},
           {"release", with_orders(isa2, "release", "relaxed"), "110"},
           {"acquire", with_orders(isa2, "relaxed", "acquire"), "110"},
           {"release_acquire", by("release", "acquire", "release", "acquire"), ""},
           {"seq_cst", seq_cst(isa2), ""},
           {"first_relaxed", by("relaxed", "relaxed", "release", "acquire"), "110"},
           {"second_relaxed", by("release", "acquire", "relaxed", "relaxed"), "110"},
           {"acq_rel_fences", fenced(isa2, "acq_rel"), ""},
           {"one_fence_in_the_middle",
            "store(x, 1, relaxed); store(y, 1, release) || r0 = load(y, relaxed); fence(acq_rel); store(z, "
            "1, relaxed) || "
            "r0 = load(z, acquire); r1 = load(x, relaxed)",
            ""},
           {"acquire_fence_in_the_middle",
            "store(x, 1, relaxed); store(y, 1, release) || r0 = load(y, relaxed); fence(acquire); store(z, "
            "1, relaxed) || "
            "r0 = load(z, acquire); r1 = load(x, relaxed)",
            "110"}}};
}

// Weak: who saw x does not see y, and who stored y does not see x.
Shape read_to_write() {
  const std::string rwc =
      "store(x, 1, STORE) || r0 = load(x, LOAD); r1 = load(y, LOAD) || store(y, 1, STORE); r0 = load(x, "
      "LOAD)";
  return {"RWC",
          "1:r0 1:r1 2:r0",
          "000 001 010 011 101 110 111",
          {{"relaxed", relaxed(rwc), "100"},
           {"release_acquire", release_acquire(rwc), "100"},
           {"acq_rel_fences", fenced(rwc, "acq_rel"), "100"},
           {"seq_cst", seq_cst(rwc), ""},
           // Back from the store of x to the load of it: rf alone is no step, nor is what precedes a single
           // fence.
           {"seq_cst_but_for_first_load",
            "store(x, 1, seq_cst) || r0 = load(x, relaxed); r1 = load(y, seq_cst) || store(y, 1, seq_cst); "
            "r0 = load(x, seq_cst)",
            "100"},
           {"fences", fenced(rwc), ""},
           {"one_fence",
            "store(x, 1, release) || r0 = load(x, acquire); r1 = load(y, acquire) || "
            "store(y, 1, release); fence(seq_cst); r0 = load(x, acquire)",
            "100"},
           {"fence_and_seq_cst",
            "store(x, 1, relaxed) || r0 = load(x, relaxed); fence(seq_cst); r1 = load(y, relaxed) || "
            "store(y, 1, seq_cst); r0 = load(x, seq_cst)",
            "100"},
           // From the load of x by rb to its store, which is in hb with the fence.
           {"fence_and_seq_cst_with_release_acquire",
            "store(x, 1, release) || r0 = load(x, acquire); fence(seq_cst); r1 = load(y, relaxed) || "
            "store(y, 1, seq_cst); r0 = load(x, seq_cst)",
            ""}}};
}

// RWC where the news of x comes by z. With sw at z, the seq_cst store of x and the seq_cst load of y are a
// step of psc: hb between two pos to other locations.
Shape write_passed_on_to_read() {
  const auto by = [](const std::string& store, const std::string& load, const std::string& rest) {
    return with_all("store(x, 1, REST); store(z, 1, " + store + ") || r0 = load(z, " + load +
                        "); r1 = load(y, REST) || store(y, 1, REST); r0 = load(x, REST)",
                    "REST", rest);
  };
  return {"W_RWC",
          "1:r0 1:r1 2:r0",
          "000 001 010 011 101 110 111",
          {{"relaxed", by("relaxed", "relaxed", "relaxed"), "100"},
           {"release_acquire", by("release", "acquire", "relaxed"), "100"},
           {"seq_cst_but_for_z", by("relaxed", "relaxed", "seq_cst"), "100"},
           {"seq_cst_with_release_acquire", by("release", "acquire", "seq_cst"), ""},
           {"seq_cst", by("seq_cst", "seq_cst", "seq_cst"), ""}}};
}

// SB around a ring of three.
Shape three_stores_buffered() {
  const std::string ring =
      "store(x, 1, STORE); r0 = load(y, LOAD) || store(y, 1, STORE); r0 = load(z, LOAD) || "
      "store(z, 1, STORE); r0 = load(x, LOAD)";
  const std::string fence = "fence(seq_cst); ";
  return {"SB3",
          "0:r0 1:r0 2:r0",
          "001 010 011 100 101 110 111",
          {{"relaxed", relaxed(ring), "000"},
           {"release_acquire", release_acquire(ring), "000"},
           {"seq_cst", seq_cst(ring), ""},
           {"fences", fenced(ring), ""},
           {"two_fences",
            "store(x, 1, relaxed); " + fence + "r0 = load(y, relaxed) || store(y, 1, relaxed); " + fence +
                "r0 = load(z, relaxed) || store(z, 1, relaxed); r0 = load(x, relaxed)",
            "000"},
           {"two_fences_and_seq_cst",
            "store(x, 1, relaxed); " + fence + "r0 = load(y, relaxed) || store(y, 1, relaxed); " + fence +
                "r0 = load(z, relaxed) || store(z, 1, seq_cst); r0 = load(x, seq_cst)",
            ""}}};
}

// mo of y: 1 by the first thread, 2 by the update, 3 by the third thread; x is read before it is stored. What
// happens before the update by y's release is no step from x's store to it: a po to another location, hb, but
// then none.
Shape z6_u() {
  const std::string z6 =
      "store(x, 1, ORDER); store(y, 1, WRITE) || r0 = fetch_add(y, 1, UPDATE); r1 = load(y, READ) || "
      "store(y, 3, ORDER); r0 = load(x, ORDER)";
  const auto by = [&](const std::string& order, const std::string& write, const std::string& update,
                      const std::string& read) {
    return with_all(with_all(with_all(with_all(z6, "ORDER", order), "WRITE", write), "UPDATE", update),
                    "READ", read);
  };
  return {"Z6_U",
          "1:r0 1:r1 2:r0",
          // mo of y, in words of who writes it (the update is u):
          // 1u3: 121 131; 13u: 341; u13: 011 031; u31: 010 011 030 031; 3 1u: 120 121; 3u1: 310 311 340 341.
          "010 011 030 031 120 121 131 310 311 340 341",
          {{"relaxed", by("relaxed", "relaxed", "relaxed", "relaxed"), "130"},
           {"release_acquire",
            "store(x, 1, release); store(y, 1, release) || r0 = fetch_add(y, 1, acq_rel); r1 = load(y, "
            "acquire) || "
            "store(y, 3, release); r0 = load(x, acquire)",
            "130"},
           {"paper", by("seq_cst", "release", "seq_cst", "relaxed"), "130"},
           {"seq_cst", by("seq_cst", "seq_cst", "seq_cst", "seq_cst"), ""}}};
}

}  // namespace

std::vector<Shape> shapes_of_more_threads() {
  return {independent_reads(),
          write_to_read(),
          message_passed_on(),
          read_to_write(),
          write_passed_on_to_read(),
          three_stores_buffered(),
          z6_u()};
}

}  // namespace litmus
