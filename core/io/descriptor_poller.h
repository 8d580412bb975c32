// weft::poller: a reactor, the descriptors it watches, and who waits in it.
//
// One kernel thread at a time is in the reactor: an idle worker sleeps there, a running one looks in for a
// moment. As soon as somebody is turned away who would have slept there, or somebody waits whose kernel
// thread does not look in, the poller gets a thread of its own that stays there for good.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "agent/poller.h"
#include "io/descriptor.h"
#include "io/reactor.h"

namespace weft::runtime {

class DescriptorPoller final : public Poller {
 public:
  explicit DescriptorPoller(reactor_kind kind);
  ~DescriptorPoller() override;  // nobody uses it any more, and its streams are gone

  // Takes over an open descriptor, which does not block from now on.
  io_result<Descriptor*> adopt(int descriptor);
  // Its owner lets go of it; nobody uses it. Closes it if need be.
  void release(Descriptor& descriptor);

  Reactor& reactor() { return *reactor_; }
  // Relaxed: once it has one it keeps it; who sees it late looks again.
  bool has_thread() const { return has_thread_.load(std::memory_order_relaxed); }

  // Around each wait for one of its descriptors.
  void waiter_came();
  void waiters_went(std::size_t count) { waiting_.fetch_sub(count, std::memory_order_relaxed); }

  Slept sleep(const std::atomic<std::uint32_t>& word, std::uint32_t expected, Deadline deadline) override;
  void look() override;
  bool anybody_waits() const override { return waiting_.load(std::memory_order_relaxed) != 0; }
  void interrupt() override;

 private:
  enum class Inside : std::uint8_t { nobody, looks, sleeps };
  bool enter(Inside how);
  bool enter_to_sleep(const std::atomic<std::uint32_t>& word, std::uint32_t expected);
  void leave();
  void tell(std::span<const Ready> ready);
  void start_thread();
  void thread_main();
  Descriptor& unused_descriptor();

  const std::unique_ptr<Reactor> reactor_;
  std::atomic<std::size_t> waiting_{0};  // agents
  std::atomic<Inside> inside_{Inside::nobody};
  std::atomic<bool> asleep_{false};  // interrupt() has something to end

  std::mutex mutex_;
  std::deque<Descriptor> descriptors_;  // guarded by mutex_; the blocks stay where they are
  std::vector<Descriptor*> unused_;     // guarded by mutex_

  std::atomic<std::size_t> made_{0};  // of descriptors_

  std::atomic<bool> has_thread_{false};
  std::atomic<bool> stopping_{false};
  std::thread thread_;  // guarded by mutex_
};

}  // namespace weft::runtime
