// verdict: data_race
// says: count
// Why: two jobs of one pool run at the same time.
#include <weft/pool.h>

int count = 0;

int main() {
  weft::stealing_pool pool({.workers = 2});
  pool.post([] { ++count; });
  pool.post([] { ++count; });
  pool.drain();
}
