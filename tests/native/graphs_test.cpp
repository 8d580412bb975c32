// `weft check --reduction graphs`: one execution for each execution graph of plain C++ programs, weak memory
// included. The counts are those of the programs' first lines, which other checkers and brute force agree on.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "native/command.h"

namespace weft {
namespace {

using testing::HasSubstr;
using testing::Not;

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
};

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
    {"ttas_lock", "N=3", 36, 36,
     2},  // 3! orders; whoever comes second has 2 writes to look at first, the third 3
    {"peterson", "N=2", 4, 4, 4},
    {"coa", "N=3", 130, 144},
    {"eratosthenes", "N=5", 398, 1'512},
    {"publish", "N=41", 42, 42},
    {"chase_lev", "N=1", 59, 65},
    {"mutex", "N=2", 12, 12},
};
INSTANTIATE_TEST_SUITE_P(Checker, GraphCounts, testing::ValuesIn(kCounts),
                         [](const testing::TestParamInfo<Count>& info) { return info.param.program; });

class WeakBugs : public Graphs, public testing::WithParamInterface<const char*> {};

TEST_P(WeakBugs, AreShownWithoutASchedule) {
  const CommandEnd found = search(bug(GetParam(), "bug"));
  EXPECT_EQ(found.code, 1) << found.out;
  EXPECT_THAT(found.out, HasSubstr("No interleaving shows this"));
  EXPECT_THAT(found.out, Not(HasSubstr("weft replay")));
}

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

TEST_F(Graphs, AThreadThatOutlivesMainIsSeen) {
  const std::string program = file("detached.cpp",
                                   "#include <cassert>\n#include <thread>\n"
                                   "int main() { std::thread([] { assert(false); }).detach(); }\n");
  EXPECT_EQ(search(program).code, 1);
}

}  // namespace
}  // namespace weft
