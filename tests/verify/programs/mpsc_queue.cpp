// Two agents push, a third pops: each item comes out once, those of one agent in order.
//
// expect: verified
// mutant: link_without_release data_race core/include/weft/mpsc_queue.h
//   - before->next.store(node, std::memory_order_release);
//   + before->next.store(node, std::memory_order_relaxed);
// mutant: exchange_in_two_steps data_race core/include/weft/mpsc_queue.h
//   - last_.exchange(node, std::memory_order_acq_rel);
//   + last_.load(); last_.store(node);
#include "weft/mpsc_queue.h"
#include "agents.h"

int main() {
  weft::mpsc_queue<int> queue;
  std::optional<int> got[2];
  verify::together(
      [&] {
        queue.push(1);
        queue.push(2);
      },
      [&] { queue.push(10); },
      [&] {
        for (auto& each : got) each = queue.pop();
      });
  int sum = 0, last = 0;
  const auto count = [&](int item) {
    sum += item;
    if (item < 10) weft::expect(item == ++last, "items of one agent come in order");
  };
  for (const auto& each : got)
    if (each) count(*each);
  while (const auto rest = queue.pop()) count(*rest);
  weft::expect_equal(sum, 13, "sum of what was popped");
}
