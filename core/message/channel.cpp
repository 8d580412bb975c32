// weft/detail/channel_core.h
#include "contract/check.h"
#include "sync/waiting.h"
#include "weft/detail/channel_core.h"

#include <mutex>

namespace weft::runtime {

void serve(Offer& offer) { wake(offer.choice != nullptr ? static_cast<Waiter&>(*offer.choice) : offer); }

// An agent destroys a channel that others wait at.
ChannelCore::~ChannelCore() { WEFT_CHECK(senders_.empty() && receivers_.empty()); }

bool ChannelCore::closed() const {
  const std::lock_guard lock(lock_);
  return closed_;
}

// Who gave up, or was served at another channel, is passed by.
Offer* ChannelCore::claim_listed(WaitList& line) {
  while (auto* const offer = static_cast<Offer*>(line.pop_front()))
    if (offer->choice == nullptr || offer->choice->claim(offer->index)) return offer;
  return nullptr;
}

bool ChannelCore::withdraw(WaitList& line, Offer& offer) {
  const std::lock_guard lock(lock_);
  return line.remove(offer);
}

bool ChannelCore::wait_at(WaitList& line, void* slot, ChannelDeadline deadline) {
  Offer offer(current_agent(), slot);
  return wait_in(line, lock_, offer, {WaitReason::channel, this}, deadline) && offer.done;
}

// The lines are emptied under the lock and woken after it: the channel may be gone by then.
void ChannelCore::close() {
  WokenWaiters woken;
  lock_.lock();
  closed_ = true;
  for (WaitList* const line : {&senders_, &receivers_})
    while (Offer* const offer = claim_first(*line))
      woken.push_back(offer->choice != nullptr ? static_cast<Waiter&>(*offer->choice) : *offer);
  lock_.unlock();
  wake_all(woken);
}

}  // namespace weft::runtime
