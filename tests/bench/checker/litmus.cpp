// The small programs that memory models are discussed with, chosen by -D TEST=SB.
// counts: SB: 3 / 4, SB_seq_cst: 3, SB_fences: 3, MP: 3, MP_relaxed: 3 / 4, MP_looks_once_told: 2, LB: 3
// counts: IRIW: 15 / 16, IRIW_seq_cst: 15, W22: 3 / 4, W22_seq_cst: 3, CoRR: 6, CoRW: 3, CoWR: 3
// counts: S: 3 / 4, S_writes_once_told: 2
#include "together.h"
#ifndef TEST
#define TEST SB
#endif

std::atomic<int> x{0}, y{0};

template <std::memory_order Store = kRelaxed, std::memory_order Load = kRelaxed>
void SB() {
  together([] { x.store(1, Store), y.load(Load); }, [] { y.store(1, Store), x.load(Load); });
}
void SB_seq_cst() { SB<kSeqCst, kSeqCst>(); }
void SB_fences() {
  const auto fence = [] { std::atomic_thread_fence(kSeqCst); };
  together([=] { x.store(1, kRelaxed), fence(), y.load(kRelaxed); },
           [=] { y.store(1, kRelaxed), fence(), x.load(kRelaxed); });
}

// The reference's figure is of release and acquire; relaxed, x may still be 0 after y was 1.
template <std::memory_order Store = kRelease, std::memory_order Load = kAcquire>
void MP() {
  together([] { x.store(1, kRelaxed), y.store(1, Store); }, [] { y.load(Load), x.load(kRelaxed); });
}
void MP_relaxed() { MP<kRelaxed, kRelaxed>(); }
void MP_looks_once_told() {
  together([] { x.store(1, kRelaxed), y.store(1, kRelease); },
           [] {
             if (y.load(kAcquire)) x.load(kRelaxed);
           });
}

void LB() {
  together([] { x.load(kRelaxed), y.store(1, kRelaxed); }, [] { y.load(kRelaxed), x.store(1, kRelaxed); });
}

template <std::memory_order Store = kRelease, std::memory_order Load = kAcquire>
void IRIW() {
  together([] { x.store(1, Store); }, [] { y.store(1, Store); }, [] { x.load(Load), y.load(Load); },
           [] { y.load(Load), x.load(Load); });
}
void IRIW_seq_cst() { IRIW<kSeqCst, kSeqCst>(); }

// 2+2W.
template <std::memory_order Store = kRelaxed>
void W22() {
  together([] { x.store(1, Store), y.store(2, Store); }, [] { y.store(1, Store), x.store(2, Store); });
}
void W22_seq_cst() { W22<kSeqCst>(); }

void CoRR() {
  together([] { x.store(1, kRelaxed), x.store(2, kRelaxed); }, [] { x.load(kRelaxed), x.load(kRelaxed); });
}
void CoRW() {
  together([] { x.load(kRelaxed), x.store(1, kRelaxed); }, [] { x.store(2, kRelaxed); });
}
void CoWR() {
  together([] { x.store(1, kRelaxed), x.load(kRelaxed); }, [] { x.store(2, kRelaxed); });
}

void S() {
  together([] { x.store(2, kRelaxed), y.store(1, kRelaxed); },
           [] { y.load(kRelaxed), x.store(1, kRelaxed); });
}
void S_writes_once_told() {
  together([] { x.store(2, kRelaxed), y.store(1, kRelease); },
           [] {
             if (y.load(kAcquire)) x.store(1, kRelaxed);
           });
}

int main() { TEST(); }
