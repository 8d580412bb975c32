#include "io/descriptor_poller.h"

#include <fcntl.h>

#include "agent/kernel_thread.h"
#include "contract/check.h"
#include "weft/spinlock.h"

namespace weft::runtime {

DescriptorPoller::DescriptorPoller(reactor_kind kind) : reactor_(make_reactor(kind, Trigger::edge)) {}

DescriptorPoller::~DescriptorPoller() {
  WEFT_CHECK(unused_.size() == descriptors_.size());  // a poller is destroyed before a stream that uses it
  stopping_.store(true);
  reactor_->interrupt();
  if (thread_.joinable()) thread_.join();
}

io_result<Descriptor*> DescriptorPoller::adopt(int descriptor) {
  const int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0)
    return std::error_code(errno, std::generic_category());
  Descriptor& block = unused_descriptor();
  const bool edge = reactor_->trigger() == Trigger::edge;
  block.open(descriptor);
  // A reactor without edges is told whenever somebody waits; here it only says whether it takes the
  // descriptor at all.
  const std::error_code error = reactor_->watch(descriptor, {.readable = edge, .writable = edge}, &block);
  if (!error) return &block;
  block.descriptor_ = -1;
  block.closed_ = true;
  release(block);
  return error;
}

// Release: who looks through so many finds them made.
Descriptor& DescriptorPoller::unused_descriptor() {
  const std::lock_guard lock(mutex_);
  if (unused_.empty()) {
    Descriptor& made = descriptors_.emplace_back(*this);
    made_.fetch_add(1, std::memory_order_release);
    return made;
  }
  Descriptor& block = *unused_.back();
  unused_.pop_back();
  return block;
}

void DescriptorPoller::release(Descriptor& descriptor) {
  descriptor.close();
  {
    const std::lock_guard lock(descriptor.lock_);
    WEFT_CHECK(descriptor.users_ == 0);  // a stream is destroyed while somebody uses it
  }
  const std::lock_guard lock(mutex_);
  unused_.push_back(&descriptor);
}

// Relaxed counting: who looks in too early looks in again.
void DescriptorPoller::waiter_came() {
  waiting_.fetch_add(1, std::memory_order_relaxed);
  if (!has_thread() && !this_thread_looks_at(*this)) start_thread();
}

// Acquire and release: those inside follow one another.
bool DescriptorPoller::enter(Inside how) {
  Inside nobody = Inside::nobody;
  return inside_.load(std::memory_order_relaxed) == nobody &&
         inside_.compare_exchange_strong(nobody, how, std::memory_order_acquire);
}

void DescriptorPoller::leave() { inside_.store(Inside::nobody, std::memory_order_release); }

// Relaxed: who looks in too early looks in again.
void DescriptorPoller::look() {
  if (waiting_.load(std::memory_order_relaxed) == 0 || !enter(Inside::looks)) return;
  ReadyArray room;
  const std::span<Ready> ready = reactor_->wait(room, Deadline::min());
  leave();
  tell(ready);
}

// Who only looks in, or was woken and is on the way out, will be gone in a moment. Who still looks asleep
// after some rounds is; then the poller needs a thread of its own. The caller itself may be the one whose
// place was taken. Relaxed: guesses, looked at again.
bool DescriptorPoller::enter_to_sleep(const std::atomic<std::uint32_t>& word, std::uint32_t expected) {
  constexpr int kRounds = 10;
  int asleep_rounds = 0;
  for (backoff waiting; !enter(Inside::sleeps); waiting.wait()) {
    if (has_thread() || word.load(std::memory_order_relaxed) != expected) return false;
    if (asleep_.load(std::memory_order_relaxed) && ++asleep_rounds == kRounds) return start_thread(), false;
  }
  return true;
}

// Sequentially consistent: either this sees the word changed, or who changed it sees somebody asleep.
Poller::Slept DescriptorPoller::sleep(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
                                      Deadline deadline) {
  if (!enter_to_sleep(word, expected)) return has_thread() ? Slept::no_room : Slept::woken;
  asleep_.store(true);
  ReadyArray room;
  std::span<Ready> ready;
  if (word.load() == expected) ready = reactor_->wait(room, deadline);
  asleep_.store(false);
  leave();
  tell(ready);
  return ready.empty() && deadline != kNever && Clock::now() >= deadline ? Slept::timed_out : Slept::woken;
}

// Acquire: the blocks are complete. They come by way of the kernel, of which the language knows nothing.
void DescriptorPoller::tell(std::span<const Ready> ready) {
  made_.load(std::memory_order_acquire);
  for (const Ready& each : ready) static_cast<Descriptor*>(each.tag)->became_ready(each.how);
}

void DescriptorPoller::interrupt() {
  if (asleep_.load() && asleep_.exchange(false)) reactor_->interrupt();
}

void DescriptorPoller::start_thread() {
  const std::lock_guard lock(mutex_);
  if (has_thread_.exchange(true)) return;
  thread_ = std::thread([this] { thread_main(); });
}

// Whoever sleeps here makes room, and nobody follows: has_thread_ is set.
void DescriptorPoller::thread_main() {
  exempt_kernel_thread();
  for (backoff waiting; !enter(Inside::sleeps); waiting.wait()) interrupt();
  ReadyArray room;
  while (!stopping_.load()) tell(reactor_->wait(room, kNever));
}

}  // namespace weft::runtime

namespace weft {

poller::poller(reactor_kind kind)
    : core_(std::make_unique<runtime::DescriptorPoller>(kind)), seam_(core_.get()) {}
poller::~poller() = default;

poller& poller::shared() {
  static poller& process = *[] {
    auto* const made = new poller();
    runtime::set_default_poller(&made->seam());
    return made;
  }();
  return process;
}

reactor_kind poller::kind() const { return core_->reactor().kind(); }
bool poller::has_thread() const { return core_->has_thread(); }

}  // namespace weft
