#include "check/oracle/random_program.h"

#include <algorithm>

namespace weft::oracle {
namespace {

// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014 (SplitMix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  int below(int limit) { return static_cast<int>((next() >> 32) % static_cast<std::uint64_t>(limit)); }
  int between(int least, int most) { return least + below(most - least + 1); }
  bool one_in(int count) { return below(count) == 0; }

  template <class T, std::size_t N>
  T one_of(const std::array<T, N>& choices) {
    return choices[below(N)];
  }

 private:
  std::uint64_t state_;
};

Operation on_mutex(Kind kind, int mutex) {
  Operation operation;
  operation.kind = kind;
  operation.place = mutex;
  return operation;
}

// What a thread will consist of. A section is a lock and its unlock, and counts as one step: while one thread
// is in it, some others have to wait.
struct Size {
  int operations, sections;
  int steps() const { return operations + sections; }
};

// The multinomial coefficient; above the limit, some number above it.
std::uint64_t interleavings(const std::vector<Size>& sizes, std::uint64_t limit) {
  std::uint64_t count = 1;
  int steps = 0;
  for (const Size& size : sizes)
    for (int i = 1; i <= size.steps(); ++i) {
      count = count * static_cast<std::uint64_t>(++steps) / static_cast<std::uint64_t>(i);
      if (count > limit) return count;
    }
  return count;
}

bool shrink(std::vector<Size>& sizes, int min_operations) {
  Size& longest = *std::max_element(sizes.begin(), sizes.end(),
                                    [](const Size& a, const Size& b) { return a.steps() < b.steps(); });
  if (longest.operations > min_operations) {
    --longest.operations;
  } else if (longest.sections > 0) {
    --longest.sections;
  } else {
    return false;
  }
  return true;
}

constexpr std::array kSections = {0, 1, 2, 2};  // two of them for a deadlock

// Programs of one order each beside mixed ones: where all is mixed, hardly anything synchronizes.
enum class Style { relaxed, seq_cst, release_acquire, mixed };
constexpr std::array kStyles = {Style::relaxed, Style::relaxed, Style::relaxed, Style::seq_cst,
                                Style::mixed,   Style::mixed,   Style::mixed,   Style::release_acquire};

class Generator {
 public:
  Generator(std::uint64_t seed, const Recipe& recipe) : random_(seed), recipe_(recipe) {}

  Program program() {
    style_ = random_.one_of(kStyles);
    locations_ = random_.between(recipe_.min_locations, recipe_.max_locations);
    const std::vector<Size> sizes = feasible_sizes();
    Program program;
    for (const Size& size : sizes) program.threads.push_back(thread(size));
    return program;
  }

 private:
  std::vector<Size> feasible_sizes() {
    const bool locks = random_.one_in(3);
    std::vector<Size> sizes(random_.between(recipe_.min_threads, recipe_.max_threads));
    for (Size& size : sizes) {
      const int operations = random_.between(recipe_.min_operations, recipe_.max_operations);
      size = {operations, locks ? random_.one_of(kSections) : 0};
    }
    while (interleavings(sizes, recipe_.max_interleavings) > recipe_.max_interleavings)
      if (!shrink(sizes, recipe_.min_operations)) break;
    return sizes;
  }

  Thread thread(const Size& size) {
    Thread thread;
    for (int i = 0; i < size.operations; ++i) thread.push_back(operation(registers_of(thread)));
    const int first_mutex = random_.below(kMutexes);
    for (int i = 0; i < size.sections; ++i) add_section(thread, (first_mutex + i) % kMutexes);
    return thread;
  }

  // Sections may nest or overlap, and lock in different orders in different threads.
  void add_section(Thread& thread, int mutex) {
    const int size = static_cast<int>(thread.size());
    const int end = random_.one_in(2) ? size : random_.between(1, size);
    const int begin = random_.one_in(2) ? 0 : random_.below(end);
    thread.insert(thread.begin() + end, on_mutex(Kind::unlock, mutex));
    thread.insert(thread.begin() + begin, on_mutex(Kind::lock, mutex));
  }

  Operation operation(int registers) {
    Operation operation;
    operation.kind = kind();
    const int condition = random_.one_in(6) ? some_register(registers) : kNoRegister;
    if (condition != kNoRegister) operation.guard = {condition, random_.below(2)};
    if (operation.kind != Kind::fence) operation.place = next_location();
    operation.order = order_of(operation.kind);
    if (operation.kind == Kind::compare_exchange) {
      operation.failure = order_of(Kind::load);
      operation.expected = random_.below(2);
    }
    if (may_write(operation.kind)) operation.value = {kNoRegister, random_.between(1, 2)};
    if (operation.kind == Kind::store && random_.one_in(3))
      operation.value = {some_register(registers), random_.below(2)};
    return operation;
  }

  // Mostly another than the last: weak outcomes take accesses to at least two.
  int next_location() {
    int location = random_.below(locations_);
    if (location == last_location_ && !random_.one_in(4)) location = (location + 1) % locations_;
    return last_location_ = location;
  }

  int some_register(int registers) { return registers == 0 ? kNoRegister : random_.below(registers); }

  Kind kind() {
    const int roll = random_.below(100);
    return roll < 38   ? Kind::load
           : roll < 76 ? Kind::store
           : roll < 83 ? Kind::fetch_add
           : roll < 87 ? Kind::exchange
           : roll < 94 ? Kind::compare_exchange
                       : Kind::fence;
  }

  Order order_of(Kind kind) {
    switch (style_) {
      case Style::relaxed:
        return kind == Kind::fence ? Order::seq_cst : Order::relaxed;
      case Style::seq_cst:
        return Order::seq_cst;
      case Style::release_acquire:
        return kind == Kind::load ? Order::acquire : kind == Kind::store ? Order::release : Order::acq_rel;
      case Style::mixed:
        return mixed_order_of(kind);
    }
    return Order::seq_cst;
  }

  Order mixed_order_of(Kind kind) {
    static constexpr std::array kOfLoads = {Order::relaxed, Order::acquire, Order::seq_cst};
    static constexpr std::array kOfStores = {Order::relaxed, Order::release, Order::seq_cst};
    static constexpr std::array kOfFences = {Order::acquire, Order::release, Order::acq_rel, Order::seq_cst};
    static constexpr std::array kOfBoth = {Order::relaxed, Order::acquire, Order::release, Order::acq_rel,
                                           Order::seq_cst};
    if (kind == Kind::load) return random_.one_of(kOfLoads);
    if (kind == Kind::store) return random_.one_of(kOfStores);
    if (kind == Kind::fence) return random_.one_of(kOfFences);
    return random_.one_of(kOfBoth);
  }

  Random random_;
  const Recipe& recipe_;
  Style style_ = Style::mixed;
  int locations_ = 0;
  int last_location_ = -1;
};

}  // namespace

Program random_program(std::uint64_t seed, const Recipe& recipe) { return Generator(seed, recipe).program(); }

}  // namespace weft::oracle
