// Those who tried in vain and wait for a descriptor next, when the reactor tells of it in between.
#include "io/descriptor.h"

#include <gtest/gtest.h>

#include <array>

#include <unistd.h>

#include "agent/control_block.h"
#include "io/descriptor_poller.h"
#include "sync/waiting.h"

namespace weft::runtime {
namespace {

class DescriptorOfAPipe : public testing::Test {
 protected:
  DescriptorOfAPipe() {
    EXPECT_EQ(::pipe(ends_.data()), 0);
    reader_ = *poller_.adopt(ends_[0]);
    EXPECT_TRUE(reader_->begin_use());
  }
  ~DescriptorOfAPipe() override {
    reader_->end_use();
    poller_.release(*reader_);
    ::close(ends_[1]);
  }
  Descriptor::Enlisted enlist(Waiter& waiter, std::uint32_t times_told) {
    return reader_->enlist(Direction::reads, waiter, times_told);
  }
  std::uint32_t times_told() const { return reader_->times_told(Direction::reads); }

  DescriptorPoller poller_{reactor_kind::epoll};
  std::array<int, 2> ends_{};
  Descriptor* reader_ = nullptr;
  Waiter first_{current_agent()}, second_{current_agent()};
};

TEST_F(DescriptorOfAPipe, WhoTriedBeforeItBecameReadyTriesAgain) {
  const std::uint32_t before = times_told();
  reader_->became_ready({.readable = true});
  EXPECT_EQ(enlist(first_, before), Descriptor::Enlisted::ready);
  EXPECT_EQ(enlist(second_, before), Descriptor::Enlisted::ready);
}

// Who waited may leave something to the others, of which the reactor will not tell again.
TEST_F(DescriptorOfAPipe, SoDoesOneWhoIsAboutToWaitBesideOthers) {
  const std::uint32_t before = times_told();
  EXPECT_EQ(enlist(first_, before), Descriptor::Enlisted::waits);
  reader_->became_ready({.readable = true});
  EXPECT_TRUE(is_woken(first_));
  EXPECT_EQ(enlist(second_, before), Descriptor::Enlisted::ready);
}

TEST_F(DescriptorOfAPipe, WhoTriedAfterwardsWaits) {
  reader_->became_ready({.readable = true});
  EXPECT_EQ(enlist(first_, times_told()), Descriptor::Enlisted::waits);
  EXPECT_TRUE(reader_->withdraw(Direction::reads, first_));
}

TEST_F(DescriptorOfAPipe, TheOtherDirectionIsNotConcerned) {
  const std::uint32_t before = times_told();
  reader_->became_ready({.writable = true});
  EXPECT_EQ(enlist(first_, before), Descriptor::Enlisted::waits);
  EXPECT_TRUE(reader_->withdraw(Direction::reads, first_));
}

}  // namespace
}  // namespace weft::runtime
