// verdict: data_race
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: an insertion goes down the tree while another thread looks there; the library does that out of line.
#include <map>
#include <thread>

std::map<int, int> ages{{1, 10}};

int main() {
  std::thread writer([] { ages[2] = 20; });
  const bool known = ages.find(3) != ages.end();
  writer.join();
  return known;
}
