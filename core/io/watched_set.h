// The descriptors that a reactor without memory in the kernel has to name at each wait.
// Threads: any; each call takes the lock.
#pragma once

#include <mutex>
#include <unordered_map>
#include <vector>

#include "io/reactor.h"
#include "io/wake_descriptor.h"

namespace weft::runtime {

class WatchedSet {
 public:
  struct Entry {
    int descriptor;
    Interest interest;
    void* tag;
  };

  // Whoever waits has to look at the new set: wakes them. With no interest nobody needs to be woken: what a
  // wait tells of the descriptor meanwhile is a wakeup too many.
  void set(int descriptor, Interest interest, void* tag) {
    if (interest.none()) return erase(descriptor);
    {
      const std::lock_guard lock(mutex_);
      entries_.insert_or_assign(descriptor, Entry{descriptor, interest, tag});
    }
    wake_.signal();
  }
  // As long as somebody waits for it in the kernel, the other side is not told that it was closed.
  void forget(int descriptor) {
    erase(descriptor);
    wake_.signal();
  }

  std::vector<Entry> copy() const {
    const std::lock_guard lock(mutex_);
    std::vector<Entry> entries;
    for (const auto& [descriptor, entry] : entries_) entries.push_back(entry);
    return entries;
  }

  WakeDescriptor& wake() { return wake_; }

 private:
  void erase(int descriptor) {
    const std::lock_guard lock(mutex_);
    entries_.erase(descriptor);
  }

  mutable std::mutex mutex_;
  std::unordered_map<int, Entry> entries_;  // guarded by mutex_
  WakeDescriptor wake_;
};

// A reactor that names all of them at each wait.
class NamingReactor : public Reactor {
 public:
  void forget(int descriptor) override { watched_.forget(descriptor); }
  void interrupt() override { watched_.wake().signal(); }

 protected:
  // Those of which `how(index)` says that they are ready. More than fit are told next time, from where this
  // left off, so that none waits for ever.
  template <class How>
  std::span<Ready> ready_of(const std::vector<WatchedSet::Entry>& entries, std::span<Ready> into, How how) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < entries.size() && count < into.size(); ++i) {
      const std::size_t at = (i + start_) % entries.size();
      const Interest ready = how(at);
      if (!ready.none()) into[count++] = {entries[at].tag, ready};
    }
    start_ += count;
    return into.first(count);
  }

  WatchedSet watched_;

 private:
  std::size_t start_ = 0;
};

}  // namespace weft::runtime
