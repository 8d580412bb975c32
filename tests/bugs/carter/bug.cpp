// pattern: the first of a group takes the room, the last gives it back; both groups count under one lock
// known from: carter01 of Cordeiro and Fischer, ICSE 2011; Downey, "The Little Book of Semaphores",
//   section 4.2
// verdict: deadlock
#include <mutex>
#include <semaphore>
#include <thread>

std::mutex counting;
std::binary_semaphore room{1};
int inside[2];

void visit(int group) {
  {
    std::lock_guard hold(counting);
    if (++inside[group] == 1) room.acquire();
  }
  std::lock_guard hold(counting);
  if (--inside[group] == 0) room.release();
}

int main() {
  std::thread a(visit, 0), b(visit, 0), c(visit, 1);
  a.join(), b.join(), c.join();
}
