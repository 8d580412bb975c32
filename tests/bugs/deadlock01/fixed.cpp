// verdict: accepted
// scoped_lock takes both or gives back the one it has.
#include <mutex>
#include <thread>

std::mutex a, b;
int moved = 0;

void move(std::mutex& from, std::mutex& to) {
  std::scoped_lock both(from, to);
  ++moved;
}

int main() {
  std::thread other([] { move(b, a); });
  move(a, b);
  other.join();
}
