// One fiber makes jobs and does them, newest first; three others take the oldest off its hands.
//
// prints: 1000 jobs done, each once
#include "weft/work_stealing_deque.h"

#include <atomic>
#include <cstdio>
#include <vector>

#include "weft/scope.h"

struct job {
  std::atomic<int> done = 0;
};

int main() {
  std::vector<job> all(1000);
  weft::work_stealing_deque<job> jobs;
  std::atomic<bool> over = false;

  weft::scope thieves;
  for (int i = 0; i < 3; ++i)
    thieves.spawn([&] {
      while (!over) {
        if (job* const stolen = jobs.steal()) ++stolen->done;
        weft::yield();
      }
    });
  for (job& each : all) jobs.push(&each);
  while (job* const mine = jobs.pop()) ++mine->done;
  over = true;
  thieves.join();

  int once = 0;
  for (const job& each : all) once += each.done == 1 ? 1 : 0;
  std::printf("%d jobs done, each once\n", once);
}
