// pattern: each takes the first of its two things as soon as it is there; three do, and nobody has two
// known from: Patil, "Limitations and Capabilities of Dijkstra's Semaphore Primitives", MIT 1971
// verdict: deadlock
#include <semaphore>
#include <thread>

std::binary_semaphore tobacco{0}, paper{0}, matches{0}, table{0};

void smoke(std::binary_semaphore& one, std::binary_semaphore& two) {
  one.acquire();
  two.acquire();
  table.release();
}

// Puts down two of the three; the third smoker gets nothing in this round.
int main() {
  std::thread first([] { smoke(tobacco, paper); });
  std::thread second([] { smoke(paper, matches); });
  tobacco.release(), paper.release();
  table.acquire();
  paper.release(), matches.release();
  table.acquire();
  first.join(), second.join();
}
