// Two readers are inside at once; a writer is there alone.
//
// prints: both readers are inside; a writer would get in: no
// prints: version 2
#include "weft/shared_mutex.h"

#include <cstdio>
#include <mutex>
#include <shared_mutex>

#include "weft/barrier.h"
#include "weft/fiber.h"

int main() {
  weft::shared_mutex m;
  int version = 1;  // guarded by m
  weft::barrier inside(3);
  const auto read = [&] {
    const std::shared_lock reading(m);
    inside.arrive_and_wait();  // both hold it
    inside.arrive_and_wait();
    return version;
  };
  weft::fiber first(read), second(read);

  inside.arrive_and_wait();
  std::printf("both readers are inside; a writer would get in: %s\n", m.try_lock() ? "yes" : "no");
  inside.arrive_and_wait();

  const std::lock_guard writing(m);  // waits for the readers
  std::printf("version %d\n", ++version);
}
