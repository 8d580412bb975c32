// Hazard pointers: who reads a shared object says so; who took it out of reach destroys it
// only when nobody says so any more.
//
//   weft::hazard_pointer hazard;
//   Node* top = hazard.protect(head);   // stays alive until `hazard` protects something else or goes
//   ...
//   weft::hazard_domain::shared().retire(unlinked_node);
//
// Threads:    a hazard_pointer belongs to one agent at a time, and goes with it from one kernel thread to
//             another; the domain is for all. An agent may wait while it protects something.
// Blocking:   never: protect() is lock-free, retire() and reclaim() too, but for the objects' destructors.
// Errors:     std::bad_alloc of retire(), and of a hazard_pointer when more are in use than ever before. What
//             is reachable still when it is retired is destroyed under its readers: nobody can check that.
// Complexity: protect() one sequentially consistent store; retire() amortised O(1); at most about 64 + twice
//             the number of hazard pointers retired objects are kept.
// Source:     Michael, "Hazard Pointers", IEEE TPDS 2004.
// Checked:    tests/verify/programs/hazard_pointer.cpp; tests/litmus/patterns.h, StoreBufferingByAccesses.
#pragma once

#include <algorithm>
#include <atomic>
#include <vector>

#include "weft/detail/retired_list.h"
#include "weft/detail/slots.h"

namespace weft {

class hazard_domain {
 public:
  hazard_domain() = default;
  // Destroys all that was retired; no hazard_pointer of this domain is left.
  ~hazard_domain() = default;

  // For the whole process; never destroyed.
  static hazard_domain& shared() {
    static auto& domain = *new hazard_domain();
    return domain;
  }

  // `object` cannot be reached by anybody who does not protect it already; it is deleted when nobody does.
  template <class T>
  void retire(T* object) {
    retired_.push(object, detail::destroy_as<T>);
    if (retired_.size() >= kBatch + 2 * slots_.size()) reclaim();
  }

  // Destroys what nobody protects. Called by retire() often enough.
  void reclaim() {
    // The slots are read after the entries were taken: what is retired later is not judged by them.
    std::vector<const void*> hazards;
    retired_.sweep([&, collected = false](const auto& entry) mutable {
      if (!collected) hazards = protected_now();
      collected = true;
      return !std::binary_search(hazards.begin(), hazards.end(), static_cast<const void*>(entry.object));
    });
  }

  std::size_t retired_count() const { return retired_.size(); }

 private:
  friend class hazard_pointer;
  static constexpr std::size_t kBatch = 64;
  using Slots = detail::slots<const void*>;

  std::vector<const void*> protected_now() const {
    // Pairs with try_protect(): whoever found the object where it was linked published its address before.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    std::vector<const void*> hazards;
    // Acquire: who protects something else now has done with what it protected before.
    slots_.for_each([&](const Slots::slot& each) {
      if (const void* const hazard = each.value.load(std::memory_order_acquire)) hazards.push_back(hazard);
    });
    std::sort(hazards.begin(), hazards.end());
    return hazards;
  }

  Slots slots_;
  detail::retired_list retired_;
};

class hazard_pointer {
 public:
  explicit hazard_pointer(hazard_domain& domain = hazard_domain::shared())
      : slot_(domain.slots_.acquire(this)) {}
  ~hazard_pointer() { hazard_domain::Slots::release(slot_); }
  hazard_pointer(const hazard_pointer&) = delete;
  hazard_pointer& operator=(const hazard_pointer&) = delete;

  // What `source` points to, alive until reset(), the next protect() or the end. Null stays null. Relaxed:
  // a guess, which try_protect() looks at again.
  template <class T>
  T* protect(const std::atomic<T*>& source) {
    T* seen = source.load(std::memory_order_relaxed);
    while (!try_protect(seen, source)) {
    }
    return seen;
  }

  // Protects `expected` if `source` still points to it; else false, and `expected` is what it points to now.
  // Sequentially consistent, both: published before it is looked at once more; pairs with reclaim().
  template <class T>
  bool try_protect(T*& expected, const std::atomic<T*>& source) {
    T* const wanted = expected;
    slot_.value.store(wanted, std::memory_order_seq_cst);
    expected = source.load(std::memory_order_seq_cst);
    return expected == wanted;
  }

  // Release: what was read under protection was read before.
  void reset() { slot_.value.store(nullptr, std::memory_order_release); }

 private:
  hazard_domain::Slots::slot& slot_;
};

}  // namespace weft
