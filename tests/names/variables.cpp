// Objects of many shapes. A line that touches one says at its end, after //=, what the story must call it,
// natively and in the page (tests/native/names_test.cpp, tests/web/runner/names.mjs).
#include <pthread.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace bank {

struct Account {
  std::mutex mutex;
  int balance = 0;
};
Account accounts[3];
int money;

inline namespace v2 {
int fees;
}

}  // namespace bank

struct Counter {
  static int total;
  static inline int made = 0;
  std::array<int, 4> slots{};
  std::vector<int> values;
  std::atomic<int> hits{0};
  std::condition_variable changed;
  std::pair<int, int> range;
};
int Counter::total;
Counter counter;

template <class T>
struct Box {
  static inline T last{};
};

struct Base {
  int inherited;
};
struct Nothing {};
struct Derived : Nothing, Base {
  int grid[2][3];
  union {
    long whole;
    struct {
      short low, high;
    };
  };
  unsigned ready : 3;
  unsigned done : 4;
  int after;
  unsigned alone : 2;
};
Derived derived;

namespace {

struct Node {
  Node* next;
  int value;
};
struct Queue {
  Node* head;
  Node* tail;
  pthread_rwlock_t door = PTHREAD_RWLOCK_INITIALIZER;
} queue;
Node nodes[4];
std::mutex lock;
pthread_mutex_t posix = PTHREAD_MUTEX_INITIALIZER;

}  // namespace

std::atomic<bool> flags[2];

int& instance() {
  static int value = 3;
  return value;
}

void visit() {
  lock.lock();                         //= mutex lock
  pthread_mutex_lock(&posix);          //= mutex posix
  bank::accounts[2].mutex.lock();      //= mutex bank::accounts[2].mutex
  pthread_rwlock_wrlock(&queue.door);  //= rwlock queue.door
  ++bank::accounts[1].balance;         //= bank::accounts[1].balance
  ++bank::money;                       //= bank::money
  ++bank::fees;                        //= bank::fees
  ++Counter::total;                    //= Counter::total
  ++Counter::made;                     //= Counter::made
  ++Box<int>::last;                    //= Box<int>::last
  ++counter.slots[2];                  //= counter.slots[2]
  ++counter.hits;                      //= counter.hits
  ++counter.range.second;              //= counter.range.second
  counter.values.clear();              //= counter.values
  counter.changed.notify_one();        //= condition variable counter.changed
  ++derived.inherited;                 //= derived.inherited
  ++derived.grid[1][2];                //= derived.grid[1][2]
  ++derived.high;                      //= derived.whole
  derived.done = derived.ready;        //= derived.{ready, done}
  ++derived.after;                     //= derived.after
  ++derived.alone;                     //= derived.alone
  queue.tail = &nodes[3];              //= queue.tail
  ++nodes[3].value;                    //= nodes[3].value
  flags[1] = true;                     //= flags[1]
  ++instance();                        //= instance()::value
  pthread_rwlock_unlock(&queue.door);  //= rwlock queue.door
  bank::accounts[2].mutex.unlock();    //= mutex bank::accounts[2].mutex
  pthread_mutex_unlock(&posix);        //= mutex posix
  lock.unlock();
}

int main() {
  std::thread other(visit);
  visit();
  other.join();
  std::abort();
}
