// Ten fibers need the file; one opens it, the others wait until it is open.
//
// prints: opened 1 time, used 10 times
#include "weft/once.h"

#include <atomic>
#include <cstdio>

#include "weft/scope.h"

int main() {
  weft::once_flag opened;
  std::atomic<int> opens = 0, uses = 0;
  weft::scope readers;
  for (int i = 0; i < 10; ++i)
    readers.spawn([&] {
      weft::call_once(opened, [&] {
        weft::yield();  // it may take its time: nobody passes meanwhile
        ++opens;
      });
      uses += opens;
    });
  readers.join();
  std::printf("opened %d time, used %d times\n", opens.load(), uses.load());
}
