// The work-stealing deque of Chase and Lev (SPAA 2005): the owner pushes five times, pops three times and
// pushes twice; a thief steals once. Its orders are too weak: a thief that sees the end which a pop wrote may
// see a slot from before it was filled.
// counts: 59 / 65
#include "together.h"

constexpr int kNothing = -1, kSlots = 10;
std::atomic<int> top{0}, bottom{0}, slots[kSlots];

void push(int item) {
  const int end = bottom.load(kRelaxed), begin = top.load(kAcquire);
  if (end - begin >= kSlots) return;
  slots[end % kSlots].store(item, kRelaxed);
  bottom.store(end + 1, kRelease);
}

int pop() {
  const int end = bottom.load(kRelaxed);
  bottom.store(end - 1, kRelaxed);
  std::atomic_thread_fence(kSeqCst);
  int begin = top.load(kRelaxed);
  if (end - begin <= 0) {
    bottom.store(end, kRelaxed);
    return kNothing;
  }
  const int item = slots[(end - 1) % kSlots].load(kRelaxed);
  if (end - begin > 1) return item;
  const bool ours = top.compare_exchange_strong(begin, begin + 1, kAcqRel, kAcquire);
  bottom.store(end, kRelaxed);
  return ours ? item : kNothing;
}

int steal() {
  int begin = top.load(kRelaxed);
  std::atomic_thread_fence(kSeqCst);
  if (bottom.load(kAcquire) - begin <= 0) return kNothing;
  const int item = slots[begin % kSlots].load(kRelaxed);
  return top.compare_exchange_strong(begin, begin + 1, kRelease, kRelaxed) ? item : kNothing;
}

int main() {
  together(
      [] {
        for (int item = 1; item <= 5; ++item) push(item);
        for (int i = 0; i < 3; ++i) pop();
        push(6), push(7);
      },
      [] { steal(); });
}
