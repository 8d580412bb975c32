// One agent locks twice, another tries once: the inner unlock() does not let it in.
//
// expect: verified
// mutant: inner_unlock_unlocks data_race core/include/weft/recursive_mutex.h
//   - if (!mutex_.is_mine() || --depth_ == 0) mutex_.unlock();
//   + if (mutex_.is_mine()) mutex_.unlock();
#include "weft/recursive_mutex.h"

#include "agents.h"

int main() {
  weft::recursive_mutex mutex(weft::lock_order::fifo);
  int counter = 0;
  verify::together(
      [&] {
        mutex.lock();
        mutex.lock();
        ++counter;
        mutex.unlock();
        ++counter;
        mutex.unlock();
      },
      [&] {
        if (!mutex.try_lock()) return;
        ++counter;
        mutex.unlock();
      });
  weft::expect(counter >= 2, "sections");
}
