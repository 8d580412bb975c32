#include "sync/waiting.h"

#include <thread>

namespace weft::runtime {
namespace {

constexpr int kLooks = 60;  // of some 50 ns each: about what going to sleep and being woken costs

}  // namespace

// On a single processor nobody else runs meanwhile.
bool look_then_wait(Waiter& waiter, Wait what, Deadline deadline) {
  static const bool others_run = std::thread::hardware_concurrency() > 1;
  for (int i = 0; others_run && i < kLooks; ++i) {
    if (is_woken(waiter)) return true;
    spin_pause();
  }
  return wait(waiter, what, deadline);
}

}  // namespace weft::runtime
