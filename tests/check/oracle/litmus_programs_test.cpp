// The programs of the literature: counts of classes, and outcomes derived by hand from the axioms.
#include <gtest/gtest.h>

#include <iterator>
#include <sstream>

#include "check/oracle/oracle.h"
#include "check/oracle/variants.h"

namespace weft::oracle {
namespace {

const std::string kSb = "store(x, 1, STORE); r0 = load(y, LOAD) || store(y, 1, STORE); r0 = load(x, LOAD)";
const std::string kMp = "store(x, 1, STORE); store(y, 1, STORE) || r0 = load(y, LOAD); r1 = load(x, LOAD)";
const std::string kLb = "r0 = load(x, LOAD); store(y, 1, STORE) || r0 = load(y, LOAD); store(x, 1, STORE)";
const std::string kS = "store(x, 2, STORE); store(y, 1, STORE) || r0 = load(y, LOAD); store(x, 1, STORE)";
const std::string kR = "store(x, 1, STORE); store(y, 1, STORE) || store(y, 2, STORE); r0 = load(x, LOAD)";
const std::string k2Plus2W =
    "store(x, 1, STORE); store(y, 2, STORE) || store(y, 1, STORE); store(x, 2, STORE)";
const std::string kIriw =
    "store(x, 1, STORE) || r0 = load(x, LOAD); r1 = load(y, LOAD) || "
    "r0 = load(y, LOAD); r1 = load(x, LOAD) || store(y, 1, STORE)";
const std::string kWrc =
    "store(x, 1, STORE) || r0 = load(x, LOAD); store(y, 1, STORE) || r0 = load(y, LOAD); r1 = load(x, LOAD)";
const std::string kRwc =
    "store(x, 1, STORE) || r0 = load(x, LOAD); r1 = load(y, LOAD) || store(y, 1, STORE); r0 = load(x, LOAD)";
const std::string kIsa2 =
    "store(x, 1, STORE); store(y, 1, STORE) || r0 = load(y, LOAD); store(z, 1, STORE) || r0 = load(z, LOAD); "
    "r1 = load(x, LOAD)";

struct Count {
  const char* name;
  std::string program;
  std::size_t sc, rc11;
};

// What an optimal checker (GenMC) explores. Its MP with 3 executions in both models is that of release and
// acquire; its "MP rel-acq" and "S rel-acq" go on in the second thread only where the flag was seen.
TEST(OracleLitmus, HasAsManyClassesAsOthersCount) {
  const Count counts[] = {
      {"SB", relaxed(kSb), 3, 4},
      {"SB seq_cst", seq_cst(kSb), 3, 3},
      {"SB fences", fenced(kSb), 3, 3},
      {"MP", release_acquire(kMp), 3, 3},
      {"MP relaxed", relaxed(kMp), 3, 4},
      {"MP rel-acq, conditional",
       "store(x, 1, relaxed); store(y, 1, release) || r0 = load(y, acquire); if r0 == 1: r1 = load(x, "
       "relaxed)",
       2, 2},
      {"LB", relaxed(kLb), 3, 3},
      {"IRIW", release_acquire(kIriw), 15, 16},
      {"IRIW seq_cst", seq_cst(kIriw), 15, 15},
      {"2+2W", relaxed(k2Plus2W), 3, 4},
      {"2+2W seq_cst", seq_cst(k2Plus2W), 3, 3},
      {"CoRR", "store(x, 1, relaxed); store(x, 2, relaxed) || r0 = load(x, relaxed); r1 = load(x, relaxed)",
       6, 6},
      {"CoRW", "r0 = load(x, relaxed); store(x, 1, relaxed) || store(x, 2, relaxed)", 3, 3},
      {"CoWR", "store(x, 1, relaxed); r0 = load(x, relaxed) || store(x, 2, relaxed)", 3, 3},
      {"S", relaxed(kS), 3, 4},
      {"S rel-acq, conditional",
       "store(x, 2, relaxed); store(y, 1, release) || "
       "r0 = load(y, acquire); if r0 == 1: store(x, 1, relaxed)",
       2, 2},
  };
  for (const Count& count : counts) {
    EXPECT_EQ(classes(parse(count.program), Model::sc).size(), count.sc) << count.name;
    EXPECT_EQ(classes(parse(count.program), Model::rc11).size(), count.rc11) << count.name;
  }
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

bool has_word(const std::string& text, const std::string& word) {
  return (" " + text + " ").find(" " + word + " ") != std::string::npos;
}

bool has_words(const std::string& text, const std::string& parts) {
  for (const std::string& word : words(parts))
    if (!has_word(text, word)) return false;
  return true;
}

// A register or location that does not exist would forbid everything.
bool has_places(const std::string& text, const std::string& parts) {
  for (const std::string& word : words(parts))
    if ((" " + text).find(" " + word.substr(0, word.find('=') + 1)) == std::string::npos) return false;
  return true;
}

// Whether some outcome has all these parts, such as "0:r0=0 x=1".
bool allows(const std::string& program, const std::string& parts, Model model) {
  for (const std::string& outcome : behaviour(parse(program), model).outcomes) {
    EXPECT_TRUE(has_places(outcome, parts)) << parts << " of " << program;
    if (has_words(outcome, parts)) return true;
  }
  return false;
}

struct Case {
  const char* name;
  std::string program;
};

// All of these outcomes sequential consistency forbids.
void expect_allowed(const std::string& outcome, const std::vector<Case>& cases) {
  for (const auto& [name, program] : cases) {
    EXPECT_FALSE(allows(program, outcome, Model::sc)) << name;
    EXPECT_TRUE(allows(program, outcome, Model::rc11)) << name;
  }
}
void expect_forbidden(const std::string& outcome, const std::vector<Case>& cases) {
  for (const auto& [name, program] : cases) {
    EXPECT_FALSE(allows(program, outcome, Model::sc)) << name;
    EXPECT_FALSE(allows(program, outcome, Model::rc11)) << name;
  }
}

TEST(OracleLitmus, StoreBuffering) {
  expect_allowed("0:r0=0 1:r0=0", {{"relaxed", relaxed(kSb)},
                                   {"release and acquire", release_acquire(kSb)},
                                   {"loads not seq_cst", with_orders(kSb, "seq_cst", "acquire")},
                                   {"stores not seq_cst", with_orders(kSb, "release", "seq_cst")},
                                   {"acq_rel fences", fenced(kSb, "acq_rel")},
                                   {"one fence",
                                    "store(x, 1, relaxed); fence(seq_cst); r0 = load(y, relaxed) || "
                                    "store(y, 1, relaxed); r0 = load(x, relaxed)"},
                                   {"a fence, and a relaxed store with a seq_cst load",
                                    "store(x, 1, relaxed); fence(seq_cst); r0 = load(y, relaxed) || "
                                    "store(y, 1, relaxed); r0 = load(x, seq_cst)"},
                                   {"acq_rel read-modify-writes for loads",
                                    "store(x, 1, release); r0 = fetch_add(y, 0, acq_rel) || "
                                    "store(y, 1, release); r0 = fetch_add(x, 0, acq_rel)"}});
  expect_forbidden("0:r0=0 1:r0=0", {{"seq_cst", seq_cst(kSb)},
                                     {"seq_cst fences", fenced(kSb)},
                                     {"a fence against seq_cst accesses",
                                      "store(x, 1, relaxed); fence(seq_cst); r0 = load(y, relaxed) || "
                                      "store(y, 1, seq_cst); r0 = load(x, seq_cst)"}});
  // One of the two read-modify-writes of z reads from the other.
  expect_forbidden("0:r1=0 1:r1=0",
                   {{"synchronized elsewhere",
                     "store(x, 1, relaxed); r0 = fetch_add(z, 1, acq_rel); r1 = load(y, relaxed) || "
                     "store(y, 1, relaxed); r0 = fetch_add(z, 1, acq_rel); r1 = load(x, relaxed)"}});
}

TEST(OracleLitmus, MessagePassing) {
  expect_allowed("1:r0=1 1:r1=0", {{"relaxed", relaxed(kMp)},
                                   {"release only", with_orders(kMp, "release", "relaxed")},
                                   {"acquire only", with_orders(kMp, "relaxed", "acquire")},
                                   {"seq_cst stores, relaxed loads", with_orders(kMp, "seq_cst", "relaxed")},
                                   {"acquire fence by the writer, release fence by the reader",
                                    "store(x, 1, relaxed); fence(acquire); store(y, 1, relaxed) || "
                                    "r0 = load(y, relaxed); fence(release); r1 = load(x, relaxed)"},
                                   {"fences too late and too early",
                                    "store(x, 1, relaxed); store(y, 1, relaxed); fence(release) || "
                                    "fence(acquire); r0 = load(y, relaxed); r1 = load(x, relaxed)"},
                                   {"a control dependency",
                                    "store(x, 1, relaxed); store(y, 1, release) || "
                                    "r0 = load(y, relaxed); if r0 == 1: r1 = load(x, relaxed)"}});
  expect_forbidden("1:r0=1 1:r1=0", {{"release and acquire", release_acquire(kMp)},
                                     {"fences", fenced(kMp, "acq_rel")},
                                     {"release fence and acquire",
                                      "store(x, 1, relaxed); fence(release); store(y, 1, relaxed) || "
                                      "r0 = load(y, acquire); r1 = load(x, relaxed)"},
                                     {"release and acquire fence",
                                      "store(x, 1, relaxed); store(y, 1, release) || "
                                      "r0 = load(y, relaxed); fence(acquire); r1 = load(x, relaxed)"},
                                     {"mutex",
                                      "lock(m); store(x, 1, relaxed); store(y, 1, relaxed); unlock(m) || "
                                      "lock(m); r0 = load(y, relaxed); r1 = load(x, relaxed); unlock(m)"}});
}

TEST(OracleLitmus, ReadModifyWritesHaveTheirOrders) {
  const std::string write = "store(x, 1, relaxed); ", read = "; r1 = load(x, relaxed)";
  const std::string release = write + "store(y, 1, release) || ",
                    acquire = " || r0 = load(y, acquire)" + read;
  expect_allowed("1:r0=1 1:r1=0",
                 {{"acquire writes no release", write + "r0 = exchange(y, 1, acquire)" + acquire},
                  {"release reads no acquire", release + "r0 = fetch_add(y, 1, release)" + read},
                  {"relaxed success", release + "r0 = compare_exchange(y, 1, 2, relaxed, acquire)" + read},
                  {"relaxed failure", release + "r0 = compare_exchange(y, 0, 2, acq_rel, relaxed)" + read}});
  expect_forbidden(
      "1:r0=1 1:r1=0",
      {{"release", write + "r0 = exchange(y, 1, release)" + acquire},
       {"acquire", release + "r0 = fetch_add(y, 1, acquire)" + read},
       {"acq_rel", write + "r0 = exchange(y, 1, acq_rel) || r0 = exchange(y, 2, acq_rel)" + read},
       {"success", release + "r0 = compare_exchange(y, 1, 2, acquire, relaxed)" + read},
       {"failure", release + "r0 = compare_exchange(y, 0, 2, relaxed, acquire)" + read}});
}

TEST(OracleLitmus, ReleaseSequencesAreReadModifyWrites) {
  const std::string release = "store(x, 1, relaxed); store(y, 1, release)";
  const std::string acquire = " || r0 = load(y, acquire); r1 = load(x, relaxed)";
  expect_forbidden(
      "2:r0=2 2:r1=0",
      {{"a relaxed fetch_add", release + " || r0 = fetch_add(y, 1, relaxed)" + acquire},
       {"a relaxed compare_exchange",
        release + " || r0 = compare_exchange(y, 1, 2, relaxed, relaxed)" + acquire},
       {"after a release fence",
        "store(x, 1, relaxed); fence(release); store(y, 1, relaxed) || r0 = fetch_add(y, 1, relaxed)" +
            acquire}});
  // Of another thread's store, and since C++20 of the same thread's.
  expect_allowed("1:r0=2 1:r1=0", {{"the same thread", release + "; store(y, 2, relaxed)" + acquire}});
  expect_allowed(
      "2:r0=2 2:r1=0 1:r0=1",
      {{"another thread", release + " || r0 = load(y, relaxed); store(y, r0 + 1, relaxed)" + acquire}});
}

TEST(OracleLitmus, LoadsDoNotSeeTheFuture) {
  expect_forbidden("0:r0=1 1:r0=1", {{"relaxed", relaxed(kLb)}});
  expect_forbidden("0:r0=1", {{"out of thin air",
                               "r0 = load(x, relaxed); store(y, r0, relaxed) || "
                               "r0 = load(y, relaxed); store(x, r0, relaxed)"}});
}

TEST(OracleLitmus, ModificationOrder) {
  expect_allowed("1:r0=1 x=2",
                 {{"S relaxed", relaxed(kS)}, {"S release only", with_orders(kS, "release", "relaxed")}});
  expect_forbidden("1:r0=1 x=2", {{"S", release_acquire(kS)}, {"S fences", fenced(kS, "acq_rel")}});
  expect_allowed("1:r0=0 y=2", {{"R relaxed", relaxed(kR)},
                                {"R release", release_acquire(kR)},
                                {"R acq_rel fences", fenced(kR, "acq_rel")},
                                {"R relaxed load", with_orders(kR, "seq_cst", "relaxed")}});
  expect_forbidden("1:r0=0 y=2", {{"R seq_cst", seq_cst(kR)}, {"R fences", fenced(kR)}});
  expect_allowed("x=1 y=1",
                 {{"2+2W relaxed", relaxed(k2Plus2W)}, {"2+2W release", release_acquire(k2Plus2W)}});
  expect_forbidden("x=1 y=1", {{"2+2W seq_cst", seq_cst(k2Plus2W)}, {"2+2W fences", fenced(k2Plus2W)}});
}

TEST(OracleLitmus, ThreeThreads) {
  const std::string wrc_weak = "1:r0=1 2:r0=1 2:r1=0";
  expect_allowed(wrc_weak, {{"WRC relaxed", relaxed(kWrc)}});
  // Even where the first store is relaxed: to read x again after that read of it happened is to read it no
  // older.
  expect_forbidden(wrc_weak, {{"WRC", release_acquire(kWrc)},
                              {"WRC by coherence",
                               "store(x, 1, relaxed) || r0 = load(x, relaxed); store(y, 1, release) "
                               "|| r0 = load(y, acquire); r1 = load(x, relaxed)"}});
  const std::string isa2_weak = "1:r0=1 2:r0=1 2:r1=0";
  expect_allowed(isa2_weak, {{"ISA2 relaxed", relaxed(kIsa2)},
                             {"ISA2 release", with_orders(kIsa2, "release", "relaxed")}});
  expect_forbidden(isa2_weak, {{"ISA2", release_acquire(kIsa2)}, {"ISA2 fences", fenced(kIsa2, "acq_rel")}});
  const std::string rwc_weak = "1:r0=1 1:r1=0 2:r0=0";
  expect_allowed(rwc_weak, {{"RWC", release_acquire(kRwc)}, {"RWC acq_rel fences", fenced(kRwc, "acq_rel")}});
  expect_forbidden(rwc_weak, {{"RWC seq_cst", seq_cst(kRwc)}, {"RWC fences", fenced(kRwc)}});
}

TEST(OracleLitmus, IndependentReads) {
  const std::string weak = "1:r0=1 1:r1=0 2:r0=1 2:r1=0";
  expect_allowed(weak, {{"relaxed", relaxed(kIriw)},
                        {"release and acquire", release_acquire(kIriw)},
                        {"acq_rel fences", fenced(kIriw, "acq_rel")}});
  expect_forbidden(weak, {{"seq_cst", seq_cst(kIriw)}, {"fences", fenced(kIriw)}});
}

// What happens before by way of another location, from access to access, seq_cst accesses agree with.
TEST(OracleLitmus, SynchronizationElsewhereOrdersSeqCstAccesses) {
  const std::string store = "store(x, 1, seq_cst); ", load = "; r1 = load(y, seq_cst) || ";
  const std::string rest = "store(y, 1, seq_cst); r0 = load(x, seq_cst)";
  const std::string weak = "1:r0=1 1:r1=0 2:r0=0";
  expect_allowed(weak, {{"relaxed", store + "store(z, 1, relaxed) || r0 = load(z, relaxed)" + load + rest}});
  expect_forbidden(weak,
                   {{"release", store + "store(z, 1, release) || r0 = load(z, acquire)" + load + rest}});
}

// Where RC11 is weaker than C++11 was, as compilation to Power needs: two programs of its authors.
TEST(OracleLitmus, HappensBeforeDoesNotOrderSeqCstAccesses) {
  expect_allowed("1:r0=1 1:r1=0 2:r0=1 2:r1=0",
                 {{"IRIW of acquire then seq_cst loads",
                   "store(x, 1, seq_cst) || r0 = load(x, acquire); r1 = load(y, seq_cst) || "
                   "r0 = load(y, acquire); r1 = load(x, seq_cst) || store(y, 1, seq_cst)"}});
  const std::string z6u_weak = "1:r0=1 1:r1=3 2:r0=0";
  expect_allowed(z6u_weak, {{"Z6.U",
                             "store(x, 1, seq_cst); store(y, 1, release) || "
                             "r0 = fetch_add(y, 1, seq_cst); r1 = load(y, relaxed) || "
                             "store(y, 3, seq_cst); r0 = load(x, seq_cst)"}});
  expect_forbidden(z6u_weak, {{"Z6.U seq_cst",
                               "store(x, 1, seq_cst); store(y, 1, seq_cst) || "
                               "r0 = fetch_add(y, 1, seq_cst); r1 = load(y, seq_cst) || "
                               "store(y, 3, seq_cst); r0 = load(x, seq_cst)"}});
}

TEST(OracleLitmus, Coherence) {
  const std::string both_write = "store(x, 1, relaxed) || store(x, 2, relaxed) || ";
  const std::string reads = "r0 = load(x, relaxed); r1 = load(x, relaxed)";
  expect_forbidden("1:r0=1 1:r1=0", {{"CoRR", "store(x, 1, relaxed) || " + reads}});
  expect_forbidden("2:r0=1 2:r1=2 3:r0=2 3:r1=1", {{"CoRR2", both_write + reads + " || " + reads}});
  expect_forbidden("0:r0=2 x=1",
                   {{"CoWR", "store(x, 1, relaxed); r0 = load(x, relaxed) || store(x, 2, relaxed)"}});
  expect_forbidden("0:r0=2 x=2",
                   {{"CoRW", "r0 = load(x, relaxed); store(x, 1, relaxed) || store(x, 2, relaxed)"}});
  expect_forbidden("0:r0=1", {{"CoRW1", "r0 = load(x, relaxed); store(x, 1, relaxed)"}});
  expect_forbidden("x=1", {{"CoWW", "store(x, 1, relaxed); store(x, 2, relaxed)"}});
}

TEST(OracleLitmus, ReadModifyWritesAreAtomic) {
  expect_forbidden("0:r0=0 1:r0=0",
                   {{"fetch_add", "r0 = fetch_add(x, 1, relaxed) || r0 = fetch_add(x, 1, relaxed)"},
                    {"exchange", "r0 = exchange(x, 1, relaxed) || r0 = exchange(x, 2, relaxed)"},
                    {"compare_exchange",
                     "r0 = compare_exchange(x, 0, 1, relaxed, relaxed) || "
                     "r0 = compare_exchange(x, 0, 2, relaxed, relaxed)"}});
  // No store comes between the two halves.
  expect_forbidden("0:r0=0 x=1",
                   {{"fetch_add and store", "r0 = fetch_add(x, 1, relaxed) || store(x, 5, relaxed)"}});
}

}  // namespace
}  // namespace weft::oracle
