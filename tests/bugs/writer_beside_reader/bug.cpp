// pattern: a lock for readers and writers tests that nobody reads, and then says that somebody writes
// known from: Courtois, Heymans and Parnas, "Concurrent Control with 'Readers' and 'Writers'", CACM 1971
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> readers{0};
std::atomic<bool> writing{false};
std::atomic<int> first{0}, second{0};

void look() {
  while (writing) std::this_thread::yield();
  ++readers;
  assert(first == second);
  --readers;
}

void update() {
  while (readers != 0) std::this_thread::yield();
  writing = true;
  ++first;
  ++second;
  writing = false;
}

int main() {
  std::thread reader(look);
  update();
  reader.join();
}
