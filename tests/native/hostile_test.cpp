// Programs that misbehave get a verdict, in both modes, and the next command works.
#include <gmock/gmock.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "native/command.h"

namespace weft {
namespace {

struct Hostile {
  const char* name;
  const char* source;
  const char* checked;  // verdict
  const char* real;
};

const Hostile kPrograms[] = {
    {"infinite_loop", "int main() { for (;;) asm volatile(\"\"); }\n", "time_limit", "time_limit"},
    {"segfault",
     "#include <thread>\nint main() { std::thread t([] { *(volatile int*)8 = 1; }); t.join(); }\n", "crash",
     "crash"},
    {"prints_1_gb",
     "#include <cstdio>\n#include <string>\nint main() {\n  std::string s(1 << 20, 'x');\n"
     "  for (int i = 0; i < 1024; ++i) std::fwrite(s.data(), 1, s.size(), stdout);\n}\n",
     "output_limit", "output_limit"},
    {"forks", "#include <unistd.h>\nint main() { for (;;) fork(); }\n", "forbidden", "forbidden"},
    {"fails_an_assertion", "#include <cassert>\nint main(int argc, char**) { assert(argc == 2); }\n",
     "wrong_result", "wrong_result"},
    {"allocates_without_end", "int main() {\n  for (;;) new char[1 << 20];\n}\n", "memory_limit",
     "memory_limit"},
    {"leaks_small_blocks",
     "int main() {\n  for (;;) {\n    volatile int* p = new int(3);\n    (void)*p;\n  }\n}\n", "memory_limit",
     "memory_limit"},
    {"uses_what_malloc_could_not_give",
     "#include <stdlib.h>\n#include <string.h>\nint main() {\n"
     "  for (;;) memset(malloc(1 << 20), 1, 1 << 20);\n}\n",
     "memory_limit", "memory_limit"},
    {"aborts", "#include <cstdlib>\nint main() { std::abort(); }\n", "crash", "crash"},
};

class HostileProgram : public CommandTest, public testing::WithParamInterface<Hostile> {
 protected:
  void expect_verdict(const std::string& command, const std::string& verdict) {
    const CommandEnd end =
        weft({command, file("program.cpp", GetParam().source), "--seconds", "2", "--json"});
    const nlohmann::json outcome = end.json();
    ASSERT_TRUE(outcome.is_object()) << end.out.substr(0, 200) << end.err;
    EXPECT_EQ(outcome.value("verdict", ""), verdict) << outcome.value("message", "");
    EXPECT_NE(outcome.value("message", ""), "");
    EXPECT_EQ(end.code, 1);
    EXPECT_EQ(end.err, "");
  }
};

TEST_P(HostileProgram, GetsAVerdictWhenChecked) { expect_verdict("check", GetParam().checked); }

TEST_P(HostileProgram, GetsAVerdictOnRealThreads) { expect_verdict("run", GetParam().real); }

INSTANTIATE_TEST_SUITE_P(Programs, HostileProgram, testing::ValuesIn(kPrograms),
                         [](const testing::TestParamInfo<Hostile>& hostile) {
                           return std::string(hostile.param.name);
                         });

// A frame larger than the stack and the guard below it: unless all of its pages are touched in order, its
// lowest byte is written into what lies there, which is the stack or the heap of another thread.
class HugeFrame : public CommandTest {
 protected:
  nlohmann::json outcome_of(const std::string& command) {
    const std::string source =
        "#include <atomic>\n#include <list>\n#include <thread>\n"
        "std::atomic<bool> over{false};\n"
        "void large() {\n  char frame[9 << 20];\n  frame[0] = 1;\n"
        "  asm volatile(\"\" : : \"r\"(frame) : \"memory\");\n}\n"
        "int main() {\n  std::atomic<bool> go{false};\n"
        "  std::jthread above([&] { go.wait(false), large(), over = true, over.notify_all(); });\n"
        "  std::list<std::jthread> below;\n"
        "  for (int i = 0; i < 12; ++i) below.emplace_back([] { over.wait(false); });\n"
        "  go = true, go.notify_all();\n}\n";
    return weft({command, file("program.cpp", source), "--seconds", "5", "--json"}).json();
  }
};

TEST_F(HugeFrame, OverflowsItsStackWhenChecked) {
  const nlohmann::json outcome = outcome_of("check");
  EXPECT_EQ(outcome.value("verdict", ""), "memory_error");
  EXPECT_EQ(outcome.value("message", ""), "stack overflow");
}

TEST_F(HugeFrame, CrashesOnRealThreads) { EXPECT_EQ(outcome_of("run").value("verdict", ""), "crash"); }

class Interrupted : public CommandTest {};

TEST_F(Interrupted, LeavesNoTemporaryFolder) {
  const std::string program = file("program.cpp", "int main() { for (;;) asm volatile(\"\"); }\n");
  const std::string temporary = path("temporary");
  std::filesystem::create_directory(temporary);
  const pid_t process = fork();
  if (process == 0) {
    setenv("TMPDIR", temporary.c_str(), 1);
    execl(WEFT_EXE, "weft", "check", program.c_str(), nullptr);
    _exit(127);
  }
  while (std::filesystem::is_empty(temporary) && waitpid(process, nullptr, WNOHANG) == 0) sched_yield();
  kill(process, SIGINT);
  int status = 0;
  ASSERT_EQ(waitpid(process, &status, 0), process);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
  EXPECT_TRUE(std::filesystem::is_empty(temporary));
}

class HostileAnswer : public CommandTest {
 protected:
  // Exercise 04's functions; deposit() does `what` first.
  CommandEnd grade_deposit_that(const std::string& what) {
    return weft(
        {"grade", "04", "--json",
         file("answer.cpp",
              "#include <atomic>\n#include <cstdlib>\n#include <unistd.h>\nstatic std::atomic<int> money;\n"
              "void open_account(int initial) { money = initial; }\n"
              "void deposit(int amount) { " +
                  what +
                  " money += amount; }\n"
                  "int balance() { return money; }\n")});
  }
};

TEST_F(HostileAnswer, ThatCallsExitDoesNotPass) {
  const CommandEnd end = grade_deposit_that("exit(0);");
  EXPECT_EQ(end.json().value("verdict", ""), "crash") << end.out << end.err;
  EXPECT_EQ(end.code, 1);
  EXPECT_EQ(grade_deposit_that("_exit(0);").json().value("verdict", ""), "crash");
}

TEST_F(HostileAnswer, ThatForksIsForbidden) {
  EXPECT_EQ(grade_deposit_that("fork();").json().value("verdict", ""), "forbidden");
}

TEST_F(HostileAnswer, LeavesTheNextCommandAlone) {
  grade_deposit_that("*(volatile int*)8 = 1;");
  EXPECT_EQ(grade_deposit_that("").json().value("verdict", ""), "accepted");
}

}  // namespace
}  // namespace weft
