// weft/select.h
//
// Under the locks of all channels the cases are tried in random order. When none is possible each of them
// waits at its channel with an offer of the same Choice, and whoever claims the Choice serves that one offer.
// Rejected: one lock at a time. Two agents that select at the same two channels would both have to be claimed
// at once.
#include "weft/select.h"

#include <cstdint>

#include "sync/waiting.h"
#include "weft/scheduler.h"

namespace weft::runtime {
namespace {

// xorshift64: Marsaglia, "Xorshift RNGs", 2003; one state a kernel thread, no two alike.
std::uint64_t random_number() {
  thread_local std::uint64_t state = 0x9e3779b97f4a7c15ull ^ reinterpret_cast<std::uintptr_t>(&state);
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

void lock_all(std::span<SelectCase*> cases) {
  std::sort(cases.begin(), cases.end(), [](const SelectCase* a, const SelectCase* b) {
    return std::less<const ChannelCore*>()(a->core, b->core);
  });
  const ChannelCore* last = nullptr;
  for (SelectCase* const each : cases) {
    each->locks = each->core != last;
    last = each->core;
    if (each->locks) each->lock().lock();
  }
}

void unlock_all(std::span<SelectCase*> cases) {
  for (SelectCase* const each : cases)
    if (each->locks) each->lock().unlock();
}

void shuffle(std::span<SelectCase*> cases) {
  for (std::size_t left = cases.size(); left > 1; --left)
    std::swap(cases[left - 1], cases[random_number() % left]);
}

// Under all locks. The index of a case that was possible; -1: none.
int try_all(std::span<SelectCase*> cases, Offer*& served) {
  shuffle(cases);
  for (SelectCase* const each : cases)
    if (each->attempt(served)) return each->index;
  return -1;
}

void enlist_all(std::span<SelectCase*> cases, Choice& choice) {
  for (SelectCase* const each : cases) {
    each->offer.emplace(*choice.agent, each->slot());
    each->offer->choice = &choice;
    each->offer->index = each->index;
    each->line().push_back(*each->offer);
  }
}

// An offer that was not served may still be listed.
void withdraw_all(std::span<SelectCase*> cases, int served) {
  for (SelectCase* const each : cases) {
    if (each->index == served) {
      each->settle(each->offer->done);
      continue;
    }
    each->lock().lock();
    each->line().remove(*each->offer);
    each->lock().unlock();
  }
}

}  // namespace

bool SelectOperation::enlist(Choice& choice) {
  Offer* served = nullptr;
  lock_all(cases);
  happened = try_all(cases, served);
  const bool over = happened >= 0 || !waits;
  if (!over) enlist_all(cases, choice);
  unlock_all(cases);
  if (served != nullptr) serve(*served);
  return over;
}

bool SelectOperation::withdraw(Choice& choice) {
  if (!choice.claim(Choice::kGivenUp)) return false;
  withdraw_all(cases, kNone);
  return true;
}

// Relaxed: whoever claimed the choice woke it afterwards.
void SelectOperation::accept(Choice& choice) {
  happened = choice.taken.load(std::memory_order_relaxed);
  withdraw_all(cases, happened);
}

Wait SelectOperation::what() const {
  return {WaitReason::select, cases.empty() ? nullptr : cases.front()->core};
}

// A case may be possible every time, as with a closed channel or with otherwise(): who asks in a loop still
// lets others run.
int select(std::span<SelectCase*> cases, ChannelDeadline deadline) {
  if (should_yield()) yield();
  int happened = SelectOperation::kNone;
  perform(SelectOperation{cases, deadline != kDoNotWait, happened}, deadline);
  return happened;
}

}  // namespace weft::runtime
