// pattern: append() asks the other buffer for its length and then for so many characters; it shrinks in
//   between
// known from: Flanagan and Qadeer, "A Type and Effect System for Atomicity", PLDI 2003
//   (java.lang.StringBuffer)
// verdict: wrong_result
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
  void copy_characters(int count) {
    std::lock_guard hold(guard_);
    assert(count <= length_);
  }
  void append(Buffer& other) {
    std::lock_guard hold(guard_);
    const int count = other.length();
    other.copy_characters(count);
    length_ += count;
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
}
