// verdict: accepted
// Who brings the count to zero deletes.
#include <atomic>
#include <thread>

std::atomic<int> owners{2};
int* shared = new int(1);

void give_up() {
  if (--owners == 0) delete shared;
}

int main() {
  std::thread other(give_up);
  give_up();
  other.join();
}
