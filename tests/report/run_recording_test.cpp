#include "report/run_recording.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "weft/channel.h"
#include "weft/fiber.h"

namespace weft {
namespace {

TEST(RunRecording, IsNothingWhereNothingOfTheRuntimeIsUsed) {
  begin_run_recording();
  EXPECT_FALSE(end_run_recording());
}

TEST(RunRecording, TheThreadThatBeganItIsMain) {
  begin_run_recording();
  scheduler one({.workers = 1});
  channel<int> answers;
  fiber asked(one, [&] { answers.send(42); });
  asked.set_name("asked");
  EXPECT_EQ(answers.receive(), 42);
  asked.join();
  const std::optional<Failure> recording = end_run_recording();
  ASSERT_TRUE(recording);
  EXPECT_EQ(recording->agents.at(0).name, "main");
  EXPECT_EQ(recording->agents.at(1).name, "asked");
  EXPECT_EQ(recording->events.at(0).op, Op::spawn);
  EXPECT_EQ(recording->events.at(0).agent, recording->agents.at(0).id);
}

TEST(RunRecording, ASecondOneKnowsNothingOfTheFirst) {
  begin_run_recording();
  fiber([] {}).join();
  EXPECT_TRUE(end_run_recording());
  begin_run_recording();
  EXPECT_FALSE(end_run_recording());
}

}  // namespace
}  // namespace weft
