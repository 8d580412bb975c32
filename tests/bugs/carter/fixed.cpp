// verdict: accepted
// Who waits for the room keeps only its own group from counting.
#include <mutex>
#include <semaphore>
#include <thread>

std::mutex counting[2];
std::binary_semaphore room{1};
int inside[2];

void visit(int group) {
  {
    std::lock_guard hold(counting[group]);
    if (++inside[group] == 1) room.acquire();
  }
  std::lock_guard hold(counting[group]);
  if (--inside[group] == 0) room.release();
}

int main() {
  std::thread a(visit, 0), b(visit, 0), c(visit, 1);
  a.join(), b.join(), c.join();
}
