// Objects on the heap and on stacks; see variables.cpp.
#include <cstdlib>
#include <mutex>
#include <thread>

struct Node {
  int value;
  int weight;
};

Node* make_node() { return new Node; }

struct Account {
  std::mutex mutex;
  int balance = 0;
};

std::mutex lock;

int main() {
  Node* first = make_node();
  Node* second = make_node();
  int* counts = new int[3];
  counts[0] = second->weight = 0;
  int hits = 0;
  Account accounts[2];
  const auto visit = [&] {
    std::lock_guard hold(lock);
    first->value = 1;            //= heap block #1 of 8 bytes (memory.cpp:11)
    ++second->weight;            //= heap block #2 of 8 bytes (memory.cpp:11)+4
    ++counts[0];                 //= heap block of 12 bytes (memory.cpp:23)
    ++hits;                      //= hits
    accounts[1].mutex.lock();    //= mutex accounts[1].mutex
    accounts[1].mutex.unlock();  //= mutex accounts[1].mutex
  };
  std::thread other(visit);
  visit();
  other.join();
  if (hits == 2) std::abort();
}
