#include "launch/child.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>

namespace weft {
namespace {

ChildRequest shell(const std::string& script) {
  ChildRequest request;
  request.argv = {"sh", "-c", script};
  return request;
}

ChildEnd run(const ChildRequest& request) { return run_child(request).value(); }

TEST(Child, CollectsOutputErrorsResultAndExitCode) {
  ChildRequest request = shell("echo out; echo err >&2; echo result >&3; exit 7");
  request.wants_result = true;
  const ChildEnd end = run(request);
  EXPECT_EQ(end.output, "out\n");
  EXPECT_EQ(end.errors, "err\n");
  EXPECT_EQ(end.result, "result\n");
  EXPECT_EQ(end.exit_code, 7);
}

TEST(Child, ReadsItsInput) {
  ChildRequest request = shell("cat");
  request.input = std::string(300'000, 'x');
  EXPECT_EQ(run(request).output, request.input);
}

TEST(Child, MayLeaveItsInputUnread) {
  ChildRequest request = shell("exit 0");
  request.input = std::string(300'000, 'x');
  EXPECT_EQ(run(request).exit_code, 0);
}

TEST(Child, IsKilledWhenItsTimeIsUp) {
  ChildRequest request = shell("while :; do :; done");
  request.limits.wall_seconds = 0.2;
  const ChildEnd end = run(request);
  EXPECT_TRUE(end.out_of_time);
  EXPECT_EQ(end.exit_code, -1);
}

TEST(Child, IsKilledAfterItClosedItsPipes) {
  ChildRequest request = shell("exec >&- 2>&-; while :; do :; done");
  request.limits.wall_seconds = 0.2;
  EXPECT_TRUE(run(request).out_of_time);
}

TEST(Child, MayNotUseMoreProcessorTimeThanAllowed) {
  ChildRequest request = shell("while :; do :; done");
  request.limits.cpu_seconds = 1;
  request.limits.wall_seconds = 60;
  const ChildEnd end = run(request);
  EXPECT_TRUE(end.signal == SIGXCPU || end.signal == SIGKILL) << end.signal;
}

TEST(Child, IsKilledWhenItPrintsTooMuch) {
  ChildRequest request = shell("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done");
  request.limits.output_bytes = 10'000;
  const ChildEnd end = run(request);
  EXPECT_TRUE(end.too_much_output);
  EXPECT_EQ(end.output.size(), 10'000u);
}

TEST(Child, IsKilledWhenItsResultIsTooLarge) {
  ChildRequest request = shell("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx >&3; done");
  request.wants_result = true;
  request.limits.result_bytes = 10'000;
  EXPECT_TRUE(run(request).too_much_result);
}

TEST(Child, TakesItsOwnChildrenWithIt) {
  ChildRequest request = shell("sh -c 'echo $$; while :; do :; done' & sleep 1000");
  request.limits.wall_seconds = 0.5;
  const ChildEnd end = run(request);
  const pid_t grandchild = std::stoi(end.output);
  // A process that was killed may linger as a zombie of whoever adopted it, but it no longer runs.
  for (int i = 0; i < 1000 && kill(grandchild, 0) == 0; ++i) {
    ChildRequest look = shell("ps -o stat= -p " + std::to_string(grandchild));
    if (run(look).output.find('Z') != std::string::npos) return;
  }
  EXPECT_NE(kill(grandchild, 0), 0);
}

TEST(Child, SignalsAreTold) { EXPECT_EQ(run(shell("kill -SEGV $$")).signal, SIGSEGV); }

TEST(Child, HasNoOtherOpenFiles) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);  // inherited unless it is closed
  const ChildEnd end = run(shell("ls /proc/self/fd"));
  close(ends[0]), close(ends[1]);
  EXPECT_EQ(end.output, "0\n1\n2\n3\n");  // 3: the folder that ls reads
}

TEST(Child, WhatIsNotThereCannotBeStarted) {
  ChildRequest request;
  request.argv = {"/no/such/program"};
  const auto end = run_child(request);
  ASSERT_FALSE(end);
  EXPECT_NE(end.error().find("/no/such/program"), std::string::npos);
}

}  // namespace
}  // namespace weft
