// verdict: accepted
// append() holds the other buffer's lock from the length to the last character.
#include <cassert>
#include <mutex>
#include <thread>

class Buffer {
 public:
  explicit Buffer(int length) : length_(length) {}
  int length() {
    std::lock_guard hold(guard_);
    return length_;
  }
  void clear() {
    std::lock_guard hold(guard_);
    length_ = 0;
  }
  void append(Buffer& other) {
    std::scoped_lock hold(guard_, other.guard_);
    length_ += other.length_;
  }

 private:
  std::mutex guard_;
  int length_;
};

int main() {
  Buffer text(3), tail(2);
  std::thread clearing([&] { tail.clear(); });
  text.append(tail);
  clearing.join();
  assert(text.length() == 3 || text.length() == 5);
}
