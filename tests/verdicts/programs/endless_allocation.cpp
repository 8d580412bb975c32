// verdict: memory_limit
// Why: the heap is full some day.
#include <vector>

int main() {
  std::vector<char*> blocks;
  for (;;) blocks.push_back(new char[100'000]);
}
