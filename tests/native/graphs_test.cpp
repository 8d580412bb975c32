// `weft check --reduction graphs`: one execution for each execution graph of plain C++ programs, weak memory
// included. The counts are those of the programs' first lines, which other checkers and brute force agree on.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "native/command.h"
#include "trace/codec.h"

namespace weft {
namespace {

using testing::HasSubstr;

struct Count {
  const char* program;
  const char* size;  // of -D
  int sc, rc11;
  int blocked = 0;
};

class Graphs : public CommandTest {
 protected:
  static std::string program(const std::string& name) {
    return std::string(WEFT_CHECKER_PROGRAMS_DIR) + "/" + name + ".cpp";
  }
  static std::string bug(const std::string& name, const std::string& which) {
    return std::string(WEFT_BUGS_DIR) + "/" + name + "/" + which + ".cpp";
  }
  static CommandEnd search(const std::string& file, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"check",       file,     "--strategy", "exhaustive",
                                          "--reduction", "graphs", "--seconds",  "100"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return weft(arguments);
  }
  void expect_replay(const std::string& program) const;
};

// Pointers differ from process to process.
std::vector<Event> without_addresses(std::vector<Event> events) {
  for (Event& event : events)
    for (std::uint64_t* value : {&event.before, &event.after})
      if (*value >> 32 != 0) *value = 0;
  return events;
}

// The failure that the search finds, and that its schedule shows again.
void Graphs::expect_replay(const std::string& program) const {
  const CommandEnd check = search(program, {"--json", "--schedule-out", path("weak.schedule")});
  const CommandEnd again = weft({"replay", path("weak.schedule"), "--json"});
  const auto first = parse_outcome(check.out), second = parse_outcome(again.out);
  ASSERT_TRUE(first && second) << check.out << again.out << again.err;
  const ScenarioOutcome& found = first.value().scenarios[0];
  const ScenarioOutcome& shown = second.value().scenarios[0];
  ASSERT_TRUE(found.failure && shown.failure) << shown.message;
  EXPECT_TRUE(found.failure->weak_memory);
  EXPECT_EQ(shown.verdict, found.verdict);
  EXPECT_EQ(shown.message, found.message);
  EXPECT_EQ(without_addresses(shown.failure->events), without_addresses(found.failure->events));
  EXPECT_EQ(shown.failure->weak_accesses, found.failure->weak_accesses);
  EXPECT_EQ(format_choices(shown.failure->schedule), format_choices(found.failure->schedule));
  EXPECT_EQ(again.code, 1);
}

class GraphCounts : public Graphs, public testing::WithParamInterface<Count> {
 protected:
  static void expect_executions(const std::string& memory, int executions) {
    const Count& count = GetParam();
    const nlohmann::json outcome =
        search(program(count.program), {"--json", "--memory", memory, "-D", count.size}).json();
    ASSERT_TRUE(outcome.is_object());
    const nlohmann::json& scenario = outcome["scenarios"][0];
    EXPECT_EQ(scenario["verdict"], "accepted") << scenario["message"];
    EXPECT_EQ(scenario["statistics"]["executions"], executions);
    EXPECT_EQ(scenario["statistics"]["blocked"], count.blocked);
  }
};

TEST_P(GraphCounts, UnderSequentialConsistency) { expect_executions("sc", GetParam().sc); }
TEST_P(GraphCounts, UnderRc11) { expect_executions("rc11", GetParam().rc11); }

const Count kCounts[] = {
    {"ainc", "N=5", 120, 120},
    {"binc", "N=4", 576, 576},
    {"cinc", "N=3", 216, 216},
    {"inc", "N=4", 576, 576},
    {"rw", "N=4", 576, 576},
    {"wainc", "N=4", 120, 120},
    {"cas", "N=5", 5, 5},
    {"casrot", "N=8", 2'048, 2'048},
    {"casw", "N=4", 1'200, 1'200},
    {"wcas", "N=4", 33, 33},
    {"readers", "N=8", 256, 256},
    {"lastzero", "N=10", 3'328, 3'328},
    {"indexer", "N=12", 8, 8},
    {"lockinc", "N=5", 120, 120},
    {"lock2inc", "N=4", 24, 24},
    {"fib_bench", "N=3", 1'698, 2'258},
    {"lost_update", "N=2", 34, 34},
    {"ticket_lock", "N=2", 2, 2},
    {"treiber_stack", "N=2", 44, 44},
    {"ttas_lock", "N=4", 24, 24},
    {"peterson", "N=2", 4, 4, 4},
    {"coa", "N=3", 130, 144},
    {"eratosthenes", "N=5", 398, 1'512},
    {"publish", "N=41", 42, 42},
    {"chase_lev", "N=1", 59, 65},
    {"mutex", "N=2", 12, 12},
};
INSTANTIATE_TEST_SUITE_P(Checker, GraphCounts, testing::ValuesIn(kCounts),
                         [](const testing::TestParamInfo<Count>& info) { return info.param.program; });

// Main looks at two variables in each round; either round of it may be the last, whatever `other` is.
TEST_F(Graphs, ALoopThatReadsTwoIsLeftByEither) {
  const std::string program = file("two_reads.cpp", R"(
#include <atomic>
#include <cassert>
#include <thread>
std::atomic<int> x{0}, flag{0}, other{0};
int seen;
int main() {
  std::thread setter([] { x = 1; flag = 1; });
  seen = x.load();
  int rounds = 0;
  while (flag.load() == 0) {
    rounds = 1;
    other.load();
  }
  assert(seen != SEEN || rounds != ROUNDS);
  setter.join();
}
)");
  const auto verdict = [&](const char* seen, const char* rounds) {
    const nlohmann::json found = search(program, {"--json", "-D", seen, "-D", rounds}).json();
    return found.is_object() ? found.value("verdict", "") : "no outcome";
  };
  for (const char* seen : {"SEEN=0", "SEEN=1"})
    for (const char* rounds : {"ROUNDS=0", "ROUNDS=1"})
      EXPECT_EQ(verdict(seen, rounds), "wrong_result") << seen << " " << rounds;
  EXPECT_EQ(verdict("SEEN=0", "ROUNDS=2"), "accepted");
}

class WeakBugs : public Graphs, public testing::WithParamInterface<const char*> {};

TEST_P(WeakBugs, AreExplained) {
  const CommandEnd found = search(bug(GetParam(), "bug"));
  EXPECT_EQ(found.code, 1) << found.out;
  EXPECT_THAT(found.out, HasSubstr("No interleaving shows this"));
  EXPECT_THAT(found.out, HasSubstr(": this load may see the "));
  EXPECT_THAT(found.out, HasSubstr(": nothing orders the store of "));
  EXPECT_THAT(found.out, HasSubstr("See it again: weft replay"));
}

TEST_P(WeakBugs, ReplayBitForBit) { expect_replay(file("bug.cpp", read(bug(GetParam(), "bug")))); }

TEST_P(WeakBugs, HaveVerifiedTwins) {
  const CommandEnd end = search(bug(GetParam(), "fixed"));
  EXPECT_EQ(end.code, 0) << end.out;
  EXPECT_THAT(end.out, HasSubstr("the memory model of C++ (RC11)"));
}

// Under sequential consistency there is nothing to find.
TEST_P(WeakBugs, AreNoneWithoutWeakMemory) {
  EXPECT_EQ(search(bug(GetParam(), "bug"), {"--memory", "sc"}).code, 0);
}

INSTANTIATE_TEST_SUITE_P(Known, WeakBugs,
                         testing::Values("dekker_acquire_release", "event_count_relaxed",
                                         "hazard_without_fence", "message_passing_relaxed",
                                         "peterson_relaxed", "seqlock_without_fences", "two_orders_of_flags",
                                         "work_stealing_without_fence"),
                         [](const testing::TestParamInfo<const char*>& info) { return info.param; });

TEST_F(Graphs, AnInterleavingIsShownWhereThereIsOne) {
  const CommandEnd found = search(bug("lost_update", "bug"));
  EXPECT_EQ(found.code, 1) << found.out;
  EXPECT_THAT(found.out, HasSubstr("weft replay"));
}

struct Litmus {
  const char* name;
  const char* first;   // what thread 1 does,
  const char* second;  // and main
  const char* wrong;   // seen by main afterwards
  const char* reason;
  const char* remedy;
};

class LitmusReplay : public Graphs, public testing::WithParamInterface<Litmus> {
 protected:
  std::string program_file() const {
    const Litmus& litmus = GetParam();
    return file("litmus.cpp",
                "#include <atomic>\n#include <cassert>\n#include <thread>\n"
                "std::atomic<int> x{0}, y{0}, z{0};\nint a, b, c, d;\n"
                "constexpr auto rlx = std::memory_order_relaxed;\n"
                "int main() {\n  std::thread t([] {\n" +
                    std::string(litmus.first) + "\n  });\n" + litmus.second + "\n  t.join();\n  assert(!(" +
                    litmus.wrong + "));\n}\n");
  }
};

TEST_P(LitmusReplay, IsBitForBit) { expect_replay(program_file()); }

TEST_P(LitmusReplay, IsExplainedAndCanBeForbidden) {
  const CommandEnd found = search(program_file());
  EXPECT_THAT(found.out, HasSubstr(GetParam().reason));
  EXPECT_THAT(found.out, HasSubstr(GetParam().remedy));
}

const Litmus kLitmus[] = {
    {"StoreBuffering", "x.store(1, rlx);\n a = y.load(rlx);", "y.store(1, rlx);\n b = x.load(rlx);",
     "a == 0 && b == 0",
     "this load may see the value that was there before any store: nothing orders the store of",
     "memory_order_seq_cst for all"},
    {"MessagePassing", "x.store(1, rlx);\n y.store(1, rlx);", "a = y.load(rlx);\n b = x.load(rlx);",
     "a == 1 && b == 0",
     "this load may see the value that was there before any store: nothing orders the store of thread 1 "
     "(litmus.cpp:9) before it",
     "a release store to y (litmus.cpp:10) and an acquire load of y (litmus.cpp:12) would"},
    {"MessagePassingReleased", "x.store(1, rlx);\n y.store(1, std::memory_order_release);",
     "a = y.load(rlx);\n b = x.load(rlx);", "a == 1 && b == 0", "nothing orders the store of thread 1",
     "    an acquire load of y (litmus.cpp:12) would"},
    {"OlderStore", "x.store(1, rlx);\n x.store(2, rlx);\n y.store(1, rlx);",
     "a = x.load(rlx);\n b = y.load(rlx);\n c = x.load(rlx);", "a == 1 && b == 1 && c == 1",
     "this load may see the older store of thread 1 (litmus.cpp:9): nothing orders the store of thread 1 "
     "(litmus.cpp:10) before it",
     "a release store to y (litmus.cpp:11) and an acquire load of y (litmus.cpp:14) would"},
    {"LivelockOfBoth", "x.store(1, rlx);\n if (y.load(rlx)) z = 1; else while (z.load() == 0) {}",
     "y.store(1, rlx);\n if (x.load(rlx)) z = 1; else while (z.load() == 0) {}", "false",
     "nothing orders the store of", "memory_order_seq_cst"},
    {"TwoWritesEach", "x.store(1, rlx);\n y.store(2, rlx);", "y.store(1, rlx);\n x.store(2, rlx);",
     "x == 1 && y == 1", "this store may count as the older one: nothing orders the store of",
     "memory_order_seq_cst for all"},
};
INSTANTIATE_TEST_SUITE_P(Known, LitmusReplay, testing::ValuesIn(kLitmus),
                         [](const testing::TestParamInfo<Litmus>& info) { return info.param.name; });

TEST_F(Graphs, AScheduleThatDoesNotFitNamesTheStep) {
  search(file("bug.cpp", read(bug("message_passing_relaxed", "bug"))),
         {"--schedule-out", path("weak.schedule")});
  nlohmann::json schedule = nlohmann::json::parse(read(path("weak.schedule")));
  schedule["graph"] = "0 1 0 1r1";
  const CommandEnd end = weft({"replay", file("weak.schedule", schedule.dump())});
  EXPECT_EQ(end.code, 2);
  EXPECT_THAT(end.out, HasSubstr("step 4 of the schedule does not fit: 1r1, but it reads nothing there"));
  schedule["graph"] = "0 1z";
  const CommandEnd malformed = weft({"replay", file("weak.schedule", schedule.dump())});
  EXPECT_EQ(malformed.code, 65);
  EXPECT_THAT(malformed.err, HasSubstr("'1z' is not a step"));
}

TEST_F(Graphs, NobodyChoosesAlongAGraph) {
  search(file("bug.cpp", read(bug("message_passing_relaxed", "bug"))),
         {"--schedule-out", path("weak.schedule")});
  const CommandEnd end = weft({"replay", path("weak.schedule"), "--step"});
  EXPECT_EQ(end.code, 65);
  EXPECT_THAT(end.err, HasSubstr("weft replay without --step shows it"));
}

// Where strtok() stands is put back with no memory of the program's: such executions run from their start, or
// the second one would find "three".
TEST_F(Graphs, WhatALibraryKeepsIsOfOneExecution) {
  const std::string program = file("words.cpp", R"(
#include <atomic>
#include <cassert>
#include <cstring>
#include <thread>
std::atomic<int> x{0};
void count() { for (int i = 0; i < 2; ++i) x.fetch_add(1); }
int main() {
  char text[] = "one two three";
  std::strtok(text, " ");
  std::thread first(count), second(count);
  first.join(), second.join();
  assert(std::strcmp(std::strtok(nullptr, " "), "two") == 0);
}
)");
  const CommandEnd end = search(program, {"--json"});
  ASSERT_EQ(end.code, 0) << end.out;
  EXPECT_EQ(end.json()["scenarios"][0]["statistics"]["executions"], 6);
}

TEST_F(Graphs, AThreadThatOutlivesMainIsSeen) {
  const std::string program = file("detached.cpp",
                                   "#include <cassert>\n#include <thread>\n"
                                   "int main() { std::thread([] { assert(false); }).detach(); }\n");
  EXPECT_EQ(search(program).code, 1);
}

}  // namespace
}  // namespace weft
