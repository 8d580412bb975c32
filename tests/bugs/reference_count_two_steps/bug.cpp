// pattern: the count goes down in one step and is asked for in another: two threads see zero, and both
//   delete
// known from: Boehm, "Destructors, Finalizers, and Synchronization", POPL 2003
// verdict: memory_error
#include <atomic>
#include <thread>

std::atomic<int> owners{2};
int* shared = new int(1);

void give_up() {
  --owners;
  if (owners == 0) delete shared;
}

int main() {
  std::thread other(give_up);
  give_up();
  other.join();
}
