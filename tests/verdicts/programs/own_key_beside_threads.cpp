// verdict: accepted
// Why: a key of the program's own is none of those that the library keeps for std::thread, in any execution.
#include <pthread.h>

#include <atomic>
#include <cassert>
#include <thread>

pthread_key_t key;
std::atomic<int> destroyed{0};

int main() {
  pthread_key_create(&key, [](void*) { destroyed.fetch_add(1); });
  const auto work = [] {
    assert(pthread_getspecific(key) == nullptr);
    pthread_setspecific(key, &destroyed);
  };
  std::thread one(work), two(work);
  one.join();
  two.join();
  assert(destroyed == 2);
}
