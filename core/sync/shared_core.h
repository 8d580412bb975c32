// What a shared_mutex is made of. Readers that meet no writer touch a counter
// of their own and look at the gate.
//
// A reader counts itself, then looks at the gate; a writer closes the gate, then adds up the
// counters; both sequentially consistent, so one of the two sees the other. A reader that finds the
// gate closed takes itself back and queues.
//
// Ownership: lies in type-stable memory: a reader's last look at the gate may come after the mutex is gone.
#pragma once

#include <array>
#include <atomic>

#include "agent/control_block.h"
#include "agent/deadline.h"
#include "sync/waiting.h"
#include "weft/shared_mutex.h"
#include "weft/spinlock.h"

namespace weft::detail {

class shared_core {
 public:
  static shared_core& allocate(shared_order order);
  void release();  // nobody holds it or waits for it

  bool try_enter();
  bool enter_fast();  // false: a writer is there or wants to be
  // True: it may read, or write if it is exclusive; false: it waits in line.
  bool enter_or_line_up(runtime::Waiter& waiter);
  bool withdraw(runtime::Waiter& waiter);  // false: it is in line no more
  void look_at_gate() const;               // for a moment, while it is closed
  void leave();
  bool try_close(runtime::ControlBlock& self);
  void open(runtime::ControlBlock& self);

 private:
  static constexpr unsigned kClosed = 1;    // readers may not enter without lock_
  static constexpr unsigned kDraining = 2;  // a writer waits for the last reader to leave
  static constexpr unsigned kSlots = 8;     // counters

  struct alignas(64) Slot {
    std::atomic<unsigned> readers{
        0};  // who left elsewhere than it entered makes this wrap: only the sum counts
  };

  Slot& own_slot();
  unsigned readers() const;
  void leave_slot(Slot& slot);
  bool close_gate();
  void set_gate(unsigned gate);
  runtime::Waiter* next_in_line() const;
  runtime::Waiter* first_waiter(bool exclusive) const;
  runtime::WokenWaiters advance();
  void take_out(runtime::Waiter& waiter);
  void line_up(runtime::Waiter& waiter);

  alignas(64) std::atomic<unsigned> gate_{0};  // changed under lock_
  shared_order order_ = shared_order::fair;
  std::array<Slot, kSlots> slots_;
  alignas(64) spinlock lock_;
  runtime::ControlBlock* writer_ = nullptr;  // guarded by lock_, as all below
  runtime::WaitList waiters_;
  int waiting_writers_ = 0;
  shared_core* next_free_ = nullptr;  // guarded by the pool's lock
};

}  // namespace weft::detail
