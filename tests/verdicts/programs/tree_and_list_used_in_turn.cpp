// verdict: accepted
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: all that is inserted, removed and moved under one lock is there afterwards, in order.
#include <cassert>
#include <list>
#include <map>
#include <mutex>
#include <set>
#include <thread>

std::mutex guard;
std::map<int, int> squares;
std::list<int> recent;

void add(int first, int step) {
  std::lock_guard lock(guard);
  for (int i = 0; i < 40; ++i) {
    const int key = (first + i * step) % 97;
    squares[key] = key * key;
    recent.push_front(key);
  }
}

bool is_in_order() {
  int last = -1;
  for (const auto& [key, square] : squares) {
    if (key <= last || square != key * key) return false;
    last = key;
  }
  int next = 1000;
  for (auto at = squares.rbegin(); at != squares.rend(); ++at) {
    if (at->first >= next) return false;
    next = at->first;
  }
  return true;
}

int main() {
  std::thread other(add, 0, 13);
  add(5, 31);
  other.join();
  assert(is_in_order());
  std::set<int> left(recent.begin(), recent.end());
  assert(left.size() == squares.size());
  for (int key = 0; key < 97; key += 3) {
    squares.erase(key);
    left.erase(key);
    assert(is_in_order());
  }
  assert(left.size() == squares.size());
  while (!squares.empty()) squares.erase(squares.size() % 2 ? squares.begin() : std::prev(squares.end()));
  std::list<int> moved;
  recent.sort();
  moved.splice(moved.end(), recent, recent.begin(), std::next(recent.begin(), 5));
  recent.reverse();
  moved.swap(recent);
  assert(recent.size() == 5 && moved.size() == 75 && recent.front() <= recent.back());
  assert(moved.front() >= moved.back());
}
