// Locks that look before they take: what the graph search leaves out of them is nothing that matters.
#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "native/command.h"

namespace weft {
namespace {

// LOOK: order of the look. TAKE: what takes the lock, true if it was taken before. BETWEEN the two.
constexpr const char* kLock = R"(
#include <atomic>
#include <cassert>
#include <thread>
#include <weft/exercise.h>
using enum std::memory_order;
#ifndef LOOK
#define LOOK relaxed
#endif
#ifndef TAKE
#define TAKE locked.exchange(1, acquire)
#endif
#ifndef BETWEEN
#define BETWEEN
#endif
#ifndef FREE
#define FREE 0
#endif
std::atomic<int> locked{0}, x{0}, y{0};
int visits = 0, between = 0;
void lock(int id) {
  (void)id;
  do {
    while (locked.load(LOOK) != FREE) std::this_thread::yield();
    BETWEEN;
  } while (TAKE);
}
void unlock() { locked.store(0, release); }
void visit(int id) {
  lock(id);
  ++visits;
  unlock();
}
)";
constexpr const char* kTwoVisits = R"(
int main() {
  std::thread first(visit, 1), second(visit, 2);
  first.join(), second.join();
  weft::observe("visits", visits);
}
)";

class Looks : public CommandTest {
 protected:
  static CommandEnd search(const std::string& file, std::vector<std::string> more) {
    std::vector<std::string> arguments = {"check",     file,  "--strategy", "exhaustive",
                                          "--seconds", "100", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return weft(arguments);
  }
  std::string program(const std::string& definitions, const std::string& rest = kTwoVisits) const {
    return file("looks.cpp", definitions + kLock + rest);
  }
  static nlohmann::json graphs(const std::string& file, std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--reduction", "graphs"});
    const nlohmann::json outcome = search(file, more).json();
    return outcome.is_object() ? outcome["scenarios"][0] : nlohmann::json();
  }
  static void expect_executions(const std::string& file, int executions) {
    for (const char* memory : {"sc", "rc11"}) {
      const nlohmann::json scenario = graphs(file, {"--memory", memory});
      EXPECT_EQ(scenario["verdict"], "accepted") << scenario["message"];
      EXPECT_EQ(scenario["statistics"]["executions"], executions) << memory;
      EXPECT_EQ(scenario["statistics"]["blocked"], 0) << memory;
    }
  }
  static std::set<std::string> outcomes(const nlohmann::json& scenario) {
    std::set<std::string> all;
    for (const auto& bar : scenario["histogram"]) all.insert(bar["value"].get<std::string>());
    return all;
  }
};

TEST_F(Looks, AreLeftOutWhateverTheirOrder) {
  expect_executions(program(""), 2);
  expect_executions(program("#define LOOK acquire\n"), 2);
  expect_executions(program("#define LOOK seq_cst\n#define TAKE locked.exchange(1)\n"), 2);
}

TEST_F(Looks, AreLeftOutBeforeACompareExchange) {
  expect_executions(program("#define TAKE (!take())\nbool take();\n", R"(
bool take() { int free = 0; return locked.compare_exchange_strong(free, 1, acquire, relaxed); }
)" + std::string(kTwoVisits)),
                    2);
}

// What it learns the update would not, or it has a place among sequentially consistent accesses that the
// update has not.
TEST_F(Looks, StayWhereTheyOrderMoreThanTheirUpdate) {
  expect_executions(program("#define LOOK seq_cst\n"), 4);
  const nlohmann::json scenario =
      graphs(program("#define LOOK acquire\n#define TAKE locked.exchange(1, relaxed)\n"));
  EXPECT_EQ(scenario["verdict"], "data_race") << scenario["message"];  // it may have seen an older unlock
}

TEST_F(Looks, StayWhereSomethingComesBetween) {
  EXPECT_EQ(graphs(program("#define BETWEEN ++between\n"))["verdict"], "data_race");
  EXPECT_EQ(graphs(program("#define BETWEEN assert(x.load(relaxed) == 0)\n", R"(
int main() {
  std::thread first(visit, 1), second([] { visit(2); x = 1; });
  first.join(), second.join();
}
)"))["verdict"],
            "wrong_result");
}

// Two values let it out, and one of them must not.
TEST_F(Looks, StayWhereTheySeeWhatTheUpdateDoesNot) {
  const nlohmann::json scenario = graphs(file("values.cpp", R"(
#include <atomic>
#include <cassert>
#include <thread>
std::atomic<int> locked{0};
void visit() {
  int seen;
  do {
    while ((seen = locked.load(std::memory_order_relaxed)) == 1) {}
    assert(seen != 2);
  } while (locked.exchange(1, std::memory_order_acquire) == 1);
  locked.store(0, std::memory_order_release);
}
int main() {
  std::thread first(visit), second(visit);
  locked.store(2);
  first.join(), second.join();
}
)"));
  EXPECT_EQ(scenario["verdict"], "wrong_result") << scenario["message"];
}

TEST_F(Looks, OutcomesAreThoseOfAllInterleavings) {
  for (const char* take : {"", "#define TAKE locked.exchange(id, acquire)\n",
                           "#define TAKE locked.exchange(1, acquire) && ++tries[id] < 3\nint tries[3];\n"}) {
    const std::string file = program(take, R"(
int main() {
  int a = 0, b = 0;
  std::thread first([&] { lock(1), a = ++visits, unlock(); }), second([&] { lock(2), b = ++visits, unlock(); });
  first.join(), second.join();
  weft::observe("first", a), weft::observe("second", b);
}
)");
    const std::vector<std::string> more = {"--keep-going", "--ignore-races"};
    std::vector<std::string> sleep = more;
    sleep.insert(sleep.end(), {"--reduction", "sleep"});
    const nlohmann::json all = search(file, sleep).json()["scenarios"][0];
    EXPECT_EQ(outcomes(graphs(file, more)), outcomes(all)) << take;
    EXPECT_GE(outcomes(all).size(), 2u);
  }
}

// The failure's schedule has the looks that the search left out.
TEST_F(Looks, FailuresReplay) {
  struct Failure {
    const char *definitions, *rest, *verdict;
  };
  const Failure failures[] = {
      {"#define TAKE locked.exchange(1, relaxed)\n", kTwoVisits, "data_race"},
      {"",
       "int main() { std::thread first(visit, 1), second([] { lock(2); }); first.join(), second.join(); }",
       "livelock"},
      // No interleaving shows it.
      {"", R"(
int a, b;
int main() {
  std::thread first([] { x.store(1, relaxed), a = y.load(relaxed), visit(1); });
  std::thread second([] { y.store(1, relaxed), b = x.load(relaxed), visit(2); });
  first.join(), second.join();
  assert(a != 0 || b != 0);
}
)",
       "wrong_result"}};
  for (const Failure& failure : failures) {
    const std::string file = program(failure.definitions, failure.rest);
    const nlohmann::json found = graphs(file, {"--schedule-out", path("looks.schedule")});
    EXPECT_EQ(found["verdict"], failure.verdict) << found["message"];
    const nlohmann::json again = weft({"replay", path("looks.schedule"), "--json"}).json()["scenarios"][0];
    EXPECT_EQ(again["verdict"], failure.verdict);
    EXPECT_EQ(again["message"], found["message"]);
  }
}

}  // namespace
}  // namespace weft
